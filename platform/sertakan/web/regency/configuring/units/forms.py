"""The shapes of a unit, a village and somebody on the roll."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import StopValidation

from sertakan.apparatus.model import RollState
from sertakan.apparatus.rules.unit_row import read_count
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.model import WorkUnit
from sertakan.web.choices import choices_of
from sertakan.web.forms import (
    ChoiceField,
    DateField,
    LongTextField,
    NameField,
    NipField,
    PageForm,
    PickField,
    TextField,
)
from sertakan.web.sentences import sentence_for

_LONGEST_CODE = 30
_LONGEST_LIST = 6_000
RANKS = ("regency_head", "eselon_2", "eselon_3", "eselon_4", "other")
LEAVING = (RollState.RETIRED, RollState.DIED, RollState.TRANSFERRED)


class CountField(TextField):
    """Hold a whole number as people write it, 1.200 or 1200; nothing typed is no number, not nought."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, required=False, longest=12, **options)

    def check(self, text: str) -> None:
        """Refuse what is no count."""
        if read_count(text) is None:
            raise StopValidation(sentence_for("count.unreadable"))

    @property
    def count(self) -> int | None:
        """Return the number, or None when nothing was typed."""
        return read_count(self.data) if self.data else None


class UnitForm(PageForm):
    """Describe a work unit."""

    name = TextField(_l("Nama unit kerja"))
    code = TextField(_l("Kode"), required=False, longest=_LONGEST_CODE)
    head = TextField(_l("Nama kepala"), required=False)
    asn_count = CountField(_l("Jumlah ASN"))
    worker_target = CountField(_l("Sasaran pekerja"))

    def known(self) -> dict[str, object]:
        """Return what is known of the unit by this form."""
        return {
            "name": self.name.data,
            "code": self.code.data or None,
            "head": self.head.data or None,
            "asn_count": self.asn_count.count,
            "worker_target": self.worker_target.count,
        }


class MergeForm(PageForm):
    """Say into which unit another one goes."""

    into = PickField(_l("Digabungkan ke"))

    def __init__(self, units: Iterable[WorkUnit], **options: Any) -> None:
        super().__init__(**options)
        self.into.choices = _unit_choices(units)


def _unit_choices(units: Iterable[WorkUnit]) -> list[SelectChoice]:
    open_ones = [SelectChoice(str(unit.id), unit.name) for unit in units if unit.is_open]
    return [SelectChoice("", _("Pilih unit kerja")), *open_ones]


class VillageForm(PageForm):
    """Say what is wanted of a village, and which banjar there are."""

    worker_target = CountField(_l("Sasaran pekerja"))
    banjar = LongTextField(longest=_LONGEST_LIST, required=False)

    def names(self) -> list[str]:
        """Return the banjar, one for each line."""
        return [line for line in (self.banjar.data or "").splitlines() if line]


class MemberForm(PageForm):
    """Put somebody on the roll by hand."""

    nip = NipField(_l("NIP"))
    full_name = NameField(_l("Nama lengkap"))
    unit = PickField(_l("Unit kerja"))
    rank = PickField(_l("Eselon"))

    def __init__(self, units: Iterable[WorkUnit], **options: Any) -> None:
        super().__init__(**options)
        self.unit.choices = _unit_choices(units)
        self.rank.choices = _rank_choices()

    def unit_id(self) -> UUID:
        """Return the unit that was chosen."""
        return UUID(self.unit.data)


def _rank_choices() -> list[SelectChoice]:
    return [SelectChoice("", _("Pilih eselon")), *choices_of("rank", RANKS)]


class CorrectForm(PageForm):
    """Correct how somebody's name and rank are written."""

    full_name = NameField(_l("Nama lengkap"))
    rank = PickField(_l("Eselon"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.rank.choices = _rank_choices()


class TransferForm(PageForm):
    """Move somebody to another unit from a day on."""

    unit = PickField(_l("Unit kerja yang baru"))
    since = DateField(_l("Mulai tanggal"))

    def __init__(self, units: Iterable[WorkUnit], today: date, **options: Any) -> None:
        super().__init__(**options)
        self.unit.choices = _unit_choices(units)
        self.since.latest = today

    def unit_id(self) -> UUID:
        """Return the unit that was chosen."""
        return UUID(self.unit.data)


class LeaveForm(PageForm):
    """Say that somebody serves no more."""

    state = ChoiceField(_l("Apa yang terjadi"))
    left_since = DateField(_l("Sejak tanggal"))

    def __init__(self, today: date, **options: Any) -> None:
        super().__init__(**options)
        self.state.choices = choices_of("roll_state", (state.value for state in LEAVING))
        self.left_since.latest = today
