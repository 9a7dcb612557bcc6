"""Ask and claim who is covered in which month, across regencies, without saying by whom."""

from datetime import date

from sertakan.enrolment.repository import enrolments
from sertakan.enrolment.repository import submissions as repository
from sertakan.kernel.month import Month
from sertakan.kernel.text import fold
from sertakan.persistence.crypto import crossing_hash


def _hashes(nik: str, name: str, birth_date: date) -> tuple[bytes, bytes]:
    return crossing_hash("cover", nik), crossing_hash("cover-match", f"{nik}|{fold(name)}|{birth_date}")


def find_covered_until(
    tenant_id: int, nik: str, name: str, birth_date: date, months: list[Month]
) -> Month | None:
    """Return until when some record covers the person whose number, name and birth date all agree."""
    person, match = _hashes(nik, name, birth_date)
    return repository.find_covered_until(tenant_id, person, match, months)


def claim(tenant_id: int, nik: str, name: str, birth_date: date, months: list[Month]) -> None:
    """Claim months of cover for a person."""
    person, match = _hashes(nik, name, birth_date)
    repository.claim_cover(tenant_id, person, match, months)


def release(tenant_id: int, nik: str) -> None:
    """Give back the months that this regency claimed for a person."""
    enrolments.release_cover(tenant_id, crossing_hash("cover", nik))
