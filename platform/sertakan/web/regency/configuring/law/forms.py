"""The forms of the regulation, the programme and the worker's consent."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from wtforms import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.regulation.service import national_rules
from sertakan.web.choices import choices_of, yes_no
from sertakan.web.forms.plain import (
    Inputs,
    PlainChoice,
    PlainDate,
    PlainForm,
    PlainLines,
    PlainLongText,
    PlainMany,
    PlainNumber,
    PlainText,
    PlainYesNo,
)
from sertakan.web.public.law_words import CATEGORIES, MONEY, RELATIONS
from sertakan.web.sentences import sentence_for, word_for

CERTAINTIES = ("high", "medium", "low", "inferred", "remembered")
_RANKS = ("regency_head", "eselon_2", "eselon_3", "eselon_4", "other")
_BLANK_ROWS = 2


def worded(words: Mapping[str, Any]) -> list[SelectChoice]:
    """Return the choices that a table of words names."""
    return [SelectChoice(code, str(word)) for code, word in words.items()]


class RegulationForm(PlainForm):
    """Name the regulation, its days and what it amends."""

    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        (_l("Peraturannya"), ("number", "year", "title", "enacted_on")),
        (_l("Masa berlaku"), ("effective_from", "applied_from", "ends_on")),
        (_l("Hubungan dengan peraturan lain"), ("amends", "replaces")),
        (_l("Dari mana kami tahu"), ("source", "confidence")),
    )

    number = PlainText(_l("Nomor"), width="5", longest=10, description=_l("Angkanya saja, misalnya 33."))
    year = PlainNumber(_l("Tahun"))
    title = PlainText(_l("Judul"), description=_l("Seperti tertulis di naskah, tanpa nomor dan tahun."))
    enacted_on = PlainDate(_l("Ditetapkan pada"))
    effective_from = PlainDate(_l("Mulai berlaku menurut peraturan"), description=_l("Boleh sudah lewat."))
    applied_from = PlainDate(
        _l("Mulai diterapkan di sini"),
        description=_l("Hari ini atau sesudahnya. Kosongkan bila mulai pada hari disetujui."),
    )
    ends_on = PlainDate(_l("Berakhir pada"), description=_l("Kosongkan bila tidak ada batasnya."))
    amends = PlainLines(_l("Mengubah peraturan"), rows=2, description=_l("Satu per baris, misalnya 55/2018."))
    replaces = PlainLines(
        _l("Mengganti peraturan"), rows=2, description=_l("Satu per baris, misalnya 55/2018.")
    )
    source = PlainLongText(
        _l("Sumber"), rows=3, description=_l("Dari mana nomor dan isinya diketahui, misalnya JDIH.")
    )
    confidence = PlainChoice(_l("Seberapa pasti"))

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices."""
        self.confidence.choices = choices_of("certainty", CERTAINTIES)


class MinimumRows(Field):
    """Hold how many workers each sort of sponsor is asked for, one row each, with some rows left blank."""

    look = "rows"

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, **options)
        self.rows: list[dict[str, str]] = []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take over the rows that were typed, or those that are kept."""
        self.process_errors = []
        if formdata is None:
            self.rows = [
                {part: "" if row.get(part) is None else str(row[part]) for part in _PARTS}
                for row in data or ()
            ]
        else:
            columns = [formdata.getlist(f"{self.name}_{part}") for part in _PARTS]
            self.rows = [dict(zip(_PARTS, row, strict=True)) for row in zip(*columns, strict=False)]
        self.data = [row for row in self.rows if any(row.values())]

    @property
    def painted(self) -> list[dict[str, str]]:
        """Return the rows to show, with blank ones below."""
        return [*self.data, *({**dict.fromkeys(_PARTS, "")} for _blank in range(_BLANK_ROWS))]

    @property
    def categories(self) -> list[SelectChoice]:
        """Return the categories to choose from."""
        return [SelectChoice("", _("Pilih")), *worded(CATEGORIES)]

    @property
    def ranks(self) -> list[SelectChoice]:
        """Return the ranks to choose from."""
        return [
            SelectChoice("", _("Semua")),
            *(SelectChoice(rank, word_for("rank", rank)) for rank in _RANKS),
        ]

    def shown(self, value: Any) -> Any:
        """Return the rows as they are kept."""
        return value

    def inputs(self) -> Inputs:
        """Return the names and values that a browser would send back."""
        return [(f"{self.name}_{part}", row[part]) for row in self.painted for part in _PARTS]

    def names(self) -> set[str]:
        """Return the names of all inputs."""
        return {f"{self.name}_{part}" for part in _PARTS}

    def pre_validate(self, form: Any) -> None:
        """Refuse a count that is no number."""
        if any(row["count"] and not _is_figures(row["count"]) for row in self.data):
            self.errors = [*self.errors, sentence_for("number.figures")]

    def plain(self) -> list[dict[str, Any]]:
        """Return the rows as plain values."""
        return [
            {
                "category": row["category"] or None,
                "rank": row["rank"] or None,
                "count": int(row["count"]) if _is_figures(row["count"]) else None,
            }
            for row in self.data
        ]


_PARTS = ("category", "rank", "count")


def _is_figures(text: str) -> bool:
    return text.strip().isascii() and text.strip().isdigit() and len(text) < 10


class ProgrammeForm(PlainForm):
    """Set every parameter that the regulation decides about the programme."""

    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        (
            _l("Siapa dan berapa"),
            ("obligation", "sponsor_categories", "minimum_workers", "minimum_workers_by"),
        ),
        (
            _l("Pekerja"),
            (
                *("relations_allowed", "residence_required", "minimum_age", "maximum_age"),
                *("maximum_decile", "occupations_allowed"),
            ),
        ),
        (_l("Iuran"), ("funding_sources", "months_offered", "default_bracket")),
        (
            _l("Pendaftaran dan pemeriksaan"),
            ("verification", "review_working_days", "registration_start", "registration_end"),
        ),
    )

    obligation = PlainChoice(_l("Wajib atau ajakan"), inline=True)
    sponsor_categories = PlainMany(_l("Siapa yang dapat mendaftarkan pekerja"))
    minimum_workers = PlainNumber(_l("Paling sedikit berapa pekerja"), suffix=_l("pekerja"))
    minimum_workers_by = MinimumRows(
        _l("Jumlah lain untuk kelompok tertentu"),
        description=_l(
            "Isi bila peraturan membedakan kelompok atau eselon. Kosongkan baris yang tidak dipakai."
        ),
    )
    relations_allowed = PlainMany(_l("Hubungan pekerja dengan sponsor"))
    residence_required = PlainYesNo(_l("Apakah pekerja harus tinggal di daerah ini"), inline=True)
    minimum_age = PlainNumber(
        _l("Usia termuda"), suffix=_l("tahun"), description=_l("Usia pertama yang boleh ikut.")
    )
    maximum_age = PlainNumber(
        _l("Belum mencapai usia"),
        suffix=_l("tahun"),
        description=_l("Bila peraturan berkata “paling tinggi 60 tahun”, tulis 61."),
    )
    maximum_decile = PlainNumber(
        _l("Desil DTSEN tertinggi"), description=_l("1 sampai 10. Kosongkan bila tidak dibatasi.")
    )
    occupations_allowed = PlainMany(
        _l("Pekerjaan yang boleh ikut"),
        description=_l("Kosongkan bila semua pekerjaan tanpa hubungan kerja tetap boleh ikut."),
    )
    funding_sources = PlainMany(_l("Sumber uang iuran"))
    months_offered = PlainMany(_l("Lama sekali daftar"), coerce=int)
    default_bracket = PlainNumber(_l("Golongan iuran yang dipilihkan"), description=_l("1 sampai 33."))
    verification = PlainMany(
        _l("Tahap pemeriksaan"), description=_l("Kosongkan bila hanya dinas yang memeriksa.")
    )
    review_working_days = PlainNumber(_l("Lama pemeriksaan"), suffix=_l("hari kerja"))
    registration_start = PlainDate(_l("Pendaftaran dibuka"))
    registration_end = PlainDate(_l("Pendaftaran ditutup"))

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices."""
        self.obligation.choices = choices_of("obligation", ("wajib", "himbauan"))
        self.sponsor_categories.choices = worded(CATEGORIES)
        self.relations_allowed.choices = worded(RELATIONS)
        self.residence_required.choices = yes_no()
        self.funding_sources.choices = worded(MONEY)
        self.months_offered.choices = [
            SelectChoice(count, _("%(number)s bulan", number=count)) for count in (1, 3, 6, 12)
        ]
        self.verification.choices = choices_of("verification", ("village", "district", "department"))
        self.occupations_allowed.choices = _occupations(values.get("occupations_allowed") or ())


def _occupations(held: Iterable[str]) -> list[SelectChoice]:
    known = {each.id: each.label for each in national_rules().occupations}
    labels = {**known, **{code: code for code in held if code not in known}}
    return [SelectChoice(code, label) for code, label in labels.items()]


class ConsentForm(PlainForm):
    """Hold the worker's consent: its version, its text in each language, the ways to give it."""

    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        (_l("Teks"), ("version", "text_id", "text_ban")),
        (_l("Cara menyetujui"), ("ways",)),
    )

    version = PlainText(
        _l("Versi"),
        width="10",
        longest=12,
        description=_l("Tahun dan bulan, misalnya 2026-11. Beri versi baru setiap kali teksnya berubah."),
    )
    text_id = PlainLongText(_l("Teks dalam bahasa Indonesia"), rows=8)
    text_ban = PlainLongText(_l("Teks dalam bahasa Bali"), rows=8)
    ways = PlainMany(_l("Bagaimana pekerja dapat menyetujui"))

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices."""
        self.ways.choices = choices_of("way", ("code", "paper", "present"))

    @staticmethod
    def opened(values: Mapping[str, Any]) -> dict[str, Any]:
        """Return a consent's values with each language's text beside the others."""
        text = values.get("text") or {}
        return {
            "version": values.get("version"),
            "text_id": text.get("id"),
            "text_ban": text.get("ban"),
            "ways": values.get("ways"),
        }

    @staticmethod
    def closed(values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values as a consent holds them."""
        text = {"id": values["text_id"], "ban": values["text_ban"]}
        return {"version": values["version"], "text": text, "ways": values["ways"]}
