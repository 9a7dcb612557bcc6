"""Numbers that name people and cases: what shape they have, and what they reveal."""

import re
import secrets
import uuid
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import uuid_utils.compat

from sertakan.kernel.refusal import Refusal

# The century is not in the number, so 29 February may always be meant.
_LONGEST_DAYS = (0, *(monthrange(2000, month)[1] for month in range(1, 13)))
_SEPARATORS = re.compile(r"[\s.\-_/()]+")
_EMAIL = re.compile(
    r"[^@\s,;<>\"'()\x00-\x1f\x7f]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
)
# Without 0/O, 1/I/L, U: what people misread or what spells words by accident.
_REFERENCE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE = re.compile(r"[A-Z]{2,4}-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{2}")


class Sex(StrEnum):
    """Sex as the population register writes it."""

    MALE = "L"
    FEMALE = "P"


@dataclass(frozen=True, slots=True)
class Nik:
    """Hold a well-formed population number: PPKKCC DDMMYY SSSS (domain: Dukcapil)."""

    value: str

    @property
    def sex(self) -> Sex:
        """Return the sex that the number encodes; women have 40 added to the day."""
        return Sex.FEMALE if int(self.value[6:8]) > 40 else Sex.MALE

    @property
    def is_synthetic(self) -> bool:
        """Tell whether the number cannot belong to a person: serials start at 0001."""
        return self.value.endswith("0000")

    @property
    def masked(self) -> str:
        """Return the number with all but its ends hidden."""
        return f"{self.value[:4]}••••••••{self.value[-4:]}"

    def birth_date(self, as_of: date) -> date | None:
        """Return the birth date that the number encodes, or None for 29 February of a common year.

        Two digits do not tell the century: the latest year that makes the person at least 12 is taken.
        """
        day, month, year = int(self.value[6:8]) % 40, int(self.value[8:10]), int(self.value[10:12])
        century = as_of.year // 100 * 100
        full = century + year
        if full > as_of.year - 12:
            full -= 100
        try:
            return date(full, month, day)
        except ValueError:
            return None


def _digits(text: str, name: str, length: int) -> str:
    compact = _SEPARATORS.sub("", text)
    if not compact:
        raise Refusal(f"{name}.missing", field=name)
    if not (compact.isascii() and compact.isdigit()):
        raise Refusal(f"{name}.letters", field=name, length=length)
    if len(compact) != length:
        raise Refusal(f"{name}.length", field=name, length=length, digits=len(compact))
    return compact


def parse_nik(text: str) -> Nik:
    """Read a population number as people type it, with spaces, dots or dashes.

    :raises Refusal: nik.missing, nik.letters, nik.length, nik.region, nik.date
    """
    value = _digits(text, "nik", 16)
    if not (11 <= int(value[:2]) <= 99 and int(value[2:4]) > 0 and int(value[4:6]) > 0):
        raise Refusal("nik.region", field="nik")
    day, month = int(value[6:8]), int(value[8:10])
    if not 1 <= month <= 12 or not 1 <= (day - 40 if day > 40 else day) <= _LONGEST_DAYS[month]:
        raise Refusal("nik.date", field="nik")
    return Nik(value)


@dataclass(frozen=True, slots=True)
class Nip:
    """Hold a civil servant's number of 18 digits, of a PNS or a PPPK."""

    value: str

    @property
    def is_pppk(self) -> bool:
        """Tell whether digits 13 and 14 count contracts, as they do for PPPK from 21 on."""
        return int(self.value[12:14]) >= 21

    @property
    def is_synthetic(self) -> bool:
        """Tell whether the number cannot belong to a person: serials start at 001."""
        return self.value.endswith("000")

    @property
    def masked(self) -> str:
        """Return the number with its birth date and serial hidden."""
        return f"••••••••{self.value[8:14]}••••"


def parse_nip(text: str) -> Nip:
    """Read a civil servant's number: birth date, month of appointment or contract count, sex, serial.

    :raises Refusal: nip.missing, nip.letters, nip.length, nip.date, nip.appointment, nip.sex
    """
    value = _digits(text, "nip", 18)
    try:
        date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    except ValueError:
        raise Refusal("nip.date", field="nip") from None
    appointed = int(value[12:14])
    if not (1 <= appointed <= 12 or appointed >= 21):
        raise Refusal("nip.appointment", field="nip")
    if value[14] not in "12":
        raise Refusal("nip.sex", field="nip")
    return Nip(value)


def parse_mobile(text: str) -> str:
    """Return a mobile number as +628…, from any of the ways people write it.

    :raises Refusal: mobile.missing, mobile.letters, mobile.prefix, mobile.length
    """
    compact = _SEPARATORS.sub("", text)
    if not compact:
        raise Refusal("mobile.missing", field="mobile")
    plain = compact.removeprefix("+")
    if not (plain.isascii() and plain.isdigit()):
        raise Refusal("mobile.letters", field="mobile")
    for prefix in ("0062", "62", "0"):
        if plain.startswith(prefix):
            plain = plain[len(prefix) :].removeprefix("0")
            break
    if not plain.startswith("8"):
        raise Refusal("mobile.prefix", field="mobile")
    if not 9 <= len(plain) <= 12:
        raise Refusal("mobile.length", field="mobile", digits=len(plain) + 1)
    return f"+62{plain}"


def parse_email(text: str) -> str:
    """Return an e-mail address in the form in which it is compared.

    :raises Refusal: email.missing, email.shape
    """
    compact = text.strip().lower()
    if not compact:
        raise Refusal("email.missing", field="email")
    if len(compact) > 254 or not _EMAIL.fullmatch(compact) or ".." in compact:
        raise Refusal("email.shape", field="email")
    return compact


def new_id() -> uuid.UUID:
    """Return a new identifier that sorts by the time it was made (UUIDv7)."""
    return uuid_utils.compat.uuid7()


def new_reference(prefix: str) -> str:
    """Return a case reference that people can read out over the telephone, such as GIA-7K4M-29."""
    signs = "BPJS"
    while signs.startswith("BPJS"):  # a reference of ours must not look like one of theirs
        signs = "".join(secrets.choice(_REFERENCE_SIGNS) for _ in range(6))
    return f"{prefix}-{signs[:4]}-{signs[4:]}"


def parse_reference(text: str) -> str | None:
    """Return a reference as it is stored, or None when the text is not one."""
    compact = re.sub(r"[\s.\-_/]+", "", text).upper()
    if len(compact) < 8:
        return None
    written = f"{compact[:-6]}-{compact[-6:-2]}-{compact[-2:]}"
    return written if REFERENCE.fullmatch(written) else None
