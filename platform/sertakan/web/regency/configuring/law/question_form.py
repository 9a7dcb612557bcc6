"""The forms of the section "form": the common fields, and one question of the regency's own."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sertakan.localisation import lazy_gettext as _l
from sertakan.web.choices import choices_of, yes_no
from sertakan.web.forms.plain import (
    PlainChoice,
    PlainForm,
    PlainLines,
    PlainMany,
    PlainPick,
    PlainText,
    PlainYesNo,
)
from sertakan.web.public.law_words import CATEGORIES
from sertakan.web.regency.configuring.law.forms import worded

KINDS = ("short", "long", "number", "date", "one_of", "several_of", "file")
PRESENCES = ("required", "optional", "hidden")
FIELDS = (
    *("phone", "email", "mother_name", "working_hours"),
    *("second_occupation", "marital_status", "postcode"),
)


class FieldsForm(PlainForm):
    """Say of each common field whether it is asked."""

    phone = PlainPick(_l("Nomor HP pekerja"))
    email = PlainPick(_l("Surel pekerja"))
    mother_name = PlainPick(_l("Nama ibu kandung"))
    working_hours = PlainPick(_l("Jam kerja"))
    second_occupation = PlainPick(_l("Pekerjaan kedua"))
    marital_status = PlainPick(_l("Status perkawinan"))
    postcode = PlainPick(_l("Kode pos"))

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices."""
        for name in FIELDS:
            self[name].choices = choices_of("presence", PRESENCES)


class PlainTextList(PlainLines):
    """Hold a list, one entry on each line, where an empty line between entries counts."""

    def plain(self) -> list[str]:
        """Return the entries."""
        return [line.strip() for line in (self.data or "").splitlines()]


class QuestionForm(PlainForm):
    """Hold one question in both languages."""

    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        (_l("Pertanyaannya"), ("label_id", "label_ban", "kind", "is_required")),
        (_l("Pilihan jawaban"), ("options_id", "options_ban")),
        (_l("Bantuan bagi yang menjawab"), ("hint_id", "hint_ban", "error_id", "error_ban")),
        (_l("Untuk siapa"), ("only_categories",)),
    )

    label_id = PlainText(_l("Pertanyaan dalam bahasa Indonesia"))
    label_ban = PlainText(_l("Pertanyaan dalam bahasa Bali"))
    kind = PlainChoice(_l("Jenis jawaban"))
    is_required = PlainYesNo(_l("Wajib dijawab"), inline=True)
    options_id = PlainLines(
        _l("Pilihan dalam bahasa Indonesia"),
        description=_l("Satu per baris, paling sedikit dua. Hanya untuk jenis yang memilih."),
    )
    options_ban = PlainTextList(
        _l("Pilihan dalam bahasa Bali"), description=_l("Satu per baris, dalam urutan yang sama.")
    )
    hint_id = PlainText(
        _l("Petunjuk dalam bahasa Indonesia"), description=_l("Boleh kosong. Tampil di bawah pertanyaan.")
    )
    hint_ban = PlainText(_l("Petunjuk dalam bahasa Bali"))
    error_id = PlainText(
        _l("Kalimat kesalahan dalam bahasa Indonesia"),
        description=_l(
            "Boleh kosong. Tampil bila jawabannya belum ada atau keliru; katakan apa yang harus ditulis."
        ),
    )
    error_ban = PlainText(_l("Kalimat kesalahan dalam bahasa Bali"))
    only_categories = PlainMany(
        _l("Tanyakan hanya bila sponsornya"),
        description=_l("Kosongkan bila ditanyakan kepada semua sponsor."),
    )

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices."""
        self.kind.choices = choices_of("question_kind", KINDS)
        self.is_required.choices = yes_no()
        self.only_categories.choices = worded(CATEGORIES)
