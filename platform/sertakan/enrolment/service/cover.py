"""Ask and claim who is covered in which month, across regencies, without saying by whom."""

from datetime import date

from sertakan.enrolment.repository import enrolments
from sertakan.enrolment.repository import submissions as repository
from sertakan.kernel.month import Month
from sertakan.kernel.text import fold
from sertakan.persistence.crypto import Keyring, crossing_hash, keyring


def _hashes(nik: str, name: str, birth_date: date, ring: Keyring = keyring) -> tuple[bytes, bytes]:
    match = f"{nik}|{fold(name)}|{birth_date}"
    return crossing_hash("cover", nik, ring=ring), crossing_hash("cover-match", match, ring=ring)


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


def move_claims(tenant_id: int, old: Keyring) -> int:
    """Move a regency's claims from a replaced master key's hashes to today's; return how many months.

    Left behind, they would neither keep a person from being covered twice nor ever be given back.
    """
    count = 0
    for worker in enrolments.list_covered_people(tenant_id):
        person, match = _hashes(*worker, ring=old)
        if months := enrolments.take_cover(tenant_id, person, match):
            claim(tenant_id, *worker, months)
            count += len(months)
    return count
