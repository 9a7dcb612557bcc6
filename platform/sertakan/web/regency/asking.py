"""What a list's address says: every filter and place in the list stands in it, so that it can be sent on."""

import base64
import binascii
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from sertakan.enrolment.model import EnrolmentState, Position, Turn, Wanted
from sertakan.kernel.identifier import parse_reference
from sertakan.kernel.text import tidy, words

LIST = "/kelola/antrean"
ROWS = 25
_MOST_WORDS = 6
_LONGEST_TEXT = 120
_PERSON_BYTES = 32
_PLACES = ("sebelum", "sesudah")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Hold what somebody asked of the list, as it stands in the address."""

    text: str = ""
    state: str = ""
    district: str = ""
    village: str = ""
    unit: str = ""
    person: str = ""
    only_hinted: bool = False
    oldest_first: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Return what an address asks; what it cannot mean is left out."""
        state, unit, person = given.get("keadaan", ""), given.get("unit", ""), given.get("orang", "")
        return cls(
            text=tidy(given.get("cari", "")[: _LONGEST_TEXT * 4])[:_LONGEST_TEXT],
            state=state if state in set(EnrolmentState) else "",
            district=_code(given.get("kecamatan", ""), 8),
            village=_code(given.get("desa", ""), 13),
            unit=unit if _uuid(unit) else "",
            person=person if len(person) == _PERSON_BYTES * 2 and _hex(person) is not None else "",
            only_hinted=given.get("petunjuk") == "1",
            oldest_first=given.get("urut") == "terlama",
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values of what is asked, without what is not."""
        found = [
            ("cari", self.text),
            ("keadaan", self.state),
            ("kecamatan", self.district),
            ("desa", self.village),
            ("unit", self.unit),
            ("orang", self.person),
            ("petunjuk", "1" if self.only_hinted else ""),
            ("urut", "terlama" if self.oldest_first else ""),
        ]
        return [(name, value) for name, value in found if value]

    def href(self, **more: str) -> str:
        """Return the list's address for what is asked."""
        query = urlencode([*self.pairs(), *more.items()])
        return f"{LIST}?{query}" if query else LIST

    def but(self, **changes: object) -> Self:
        """Return the same with something else."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def wanted(self, prefix: str) -> Wanted:
        """Return what is to be listed; a text is a reference when it looks like one of this regency's."""
        reference = parse_reference(self.text)
        is_reference = reference is not None and reference.startswith(f"{prefix}-") and " " not in self.text
        # A village stands in one district; the narrower wish counts.
        village = self.village if self.village.startswith(self.district) else ""
        return Wanted(
            state=EnrolmentState(self.state) if self.state else None,
            district_code=self.district if self.district and not village else None,
            village_code=village or None,
            work_unit_id=_uuid(self.unit),
            only_hinted=self.only_hinted,
            reference=reference if is_reference else None,
            person=_hex(self.person) if self.person else None,
            words=() if is_reference else words(self.text)[:_MOST_WORDS],
        )

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything narrows the list."""
        return self.but(oldest_first=False) != type(self)()


def whence(given: Mapping[str, str]) -> str:
    """Return the list from which somebody came, with its filters and page, as the end of an address."""
    places = [(name, given[name]) for name in _PLACES if read_position(given.get(name, ""))]
    query = urlencode([*Asked.read(given).pairs(), *places])
    return f"?{query}" if query else ""


def _code(text: str, length: int) -> str:
    is_code = len(text) == length and text.replace(".", "").isdigit() and text.isascii()
    return text if is_code else ""


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _hex(text: str) -> bytes | None:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return None


def turn_of(given: Mapping[str, str], asked: Asked) -> Turn:
    """Return which page an address asks for; a place that cannot be read is the beginning."""
    newer_side = "sebelum" in given
    place = read_position(given.get("sebelum") or given.get("sesudah") or "")
    return Turn(
        beside=place,
        is_newer_side=newer_side and place is not None,
        oldest_first=asked.oldest_first,
        limit=ROWS,
    )


def write_position(place: Position) -> str:
    """Return a place in the list as an address carries it."""
    moment = (place.submitted_at - _EPOCH) // _MICROSECOND
    return base64.urlsafe_b64encode(struct.pack(">q", moment) + place.id.bytes).decode().rstrip("=")


def read_position(text: str) -> Position | None:
    """Return the place that an address carries, or None when it is none."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        moment, identity = struct.unpack(">q", raw[:8])[0], UUID(bytes=raw[8:])
        return Position(submitted_at=_EPOCH + moment * _MICROSECOND, id=identity)
    except (binascii.Error, ValueError, struct.error, OverflowError):
        return None
