"""Civil servants on a roll, villages, and sheets that list them; nobody here exists."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from tests.factories.enrolment import NIP, make_sponsor
from tests.factories.sheets import make_book
from tests.factories.tenancy import make

from sertakan.apparatus.model import Clerk, Member, RollState
from sertakan.apparatus.repository.roll import insert_members
from sertakan.apparatus.tables import BanjarRow, SheetImportRow, SheetLineRow, VillageTargetRow
from sertakan.enrolment.tables import SponsorRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.crypto import blind_index, seal
from sertakan.persistence.database import tenant_session

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
VILLAGE = "51.04.01.2001"
HEAD = ("NIP", "Nama Pegawai", "Unit Kerja", "Eselon")


def clerk(tenant_id: int, account_id: UUID | None = None, **chosen: Any) -> Clerk:
    """Return a clerk of a trial space who works on 22 November 2026."""
    values = {"wants_synthetic": True, "zone": "Asia/Makassar", "today": TODAY, "now": NOW, **chosen}
    return Clerk(tenant_id=tenant_id, account_id=account_id or new_id(), **values)


def nip_number(number: int) -> str:
    """Return one of many numbers that belong to nobody, of PNS and PPPK in turn."""
    day = date(1966 + number // 28 % 35, 1 + number // (28 * 35) % 12, 1 + number % 28)
    contracts = (1, 7, 21)[number // (28 * 35 * 12) % 3]
    return f"{day:%Y%m%d}2010{contracts:02}{1 + number % 2}000"


def make_member(tenant_id: int, **chosen: Any) -> UUID:
    """Make somebody on the roll."""
    member = member_of(**chosen)
    insert_members(tenant_id, [member])
    return member.id


def member_of(**chosen: Any) -> Member:
    """Return somebody who could stand on a roll."""
    values: dict[str, Any] = {
        "id": new_id(),
        "nip": NIP,
        "name": "I Made Contoh",
        "work_unit_id": None,
        "rank": "other",
        "state": RollState.ACTIVE,
        "since": date(2020, 1, 1),
        **chosen,
    }
    return Member(**values)


def make_servant(tenant_id: int, nip: str = NIP, **chosen: Any) -> UUID:
    """Make a sponsor with a civil servant's number."""
    sponsor_id = new_id()
    return make_sponsor(
        tenant_id,
        id=sponsor_id,
        nip_sealed=seal(tenant_id, "sponsor", "nip", sponsor_id, nip),
        nip_index=blind_index(tenant_id, "nip", nip),
        **chosen,
    )


def standing_of(tenant_id: int, sponsor_id: UUID) -> tuple[str | None, UUID | None]:
    """Return how a sponsor stands to the roll, and the unit of whom they are."""
    row = (
        tenant_session()
        .execute(
            select(SponsorRow.standing, SponsorRow.work_unit_id).where(
                SponsorRow.tenant_id == tenant_id, SponsorRow.id == sponsor_id
            )
        )
        .one()
    )
    return row.standing, row.work_unit_id


def make_village(tenant_id: int, banjar: str = "Banjar Rekaan") -> None:
    """Make a village's target and its one banjar."""
    make(VillageTargetRow, tenant_id, village_code=VILLAGE, worker_target=10)
    make(BanjarRow, tenant_id, village_code=VILLAGE, name=banjar)


def make_import(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Make a preview of one row."""
    values = {
        "kind": "roll",
        "state": "previewed",
        "row_count": 1,
        "sheet_title": "Pegawai",
        "notes": {"units": [], "passed_over": [], "other_sheets": []},
        "choices": {},
        "uploaded_by": account_id,
        "created_at": NOW,
        **chosen,
    }
    import_id = make(SheetImportRow, tenant_id, **values)
    row_id = new_id()
    content = '{"values": {"nip": "198505152010011000", "name": "I Made Contoh"}, "findings": []}'
    sealed = seal(tenant_id, "sheet_import_row", "content", row_id, content)
    make(
        SheetLineRow,
        tenant_id,
        id=row_id,
        import_id=import_id,
        number=2,
        content_sealed=sealed,
        effect="added",
        has_warning=False,
    )
    return import_id


def people(count: int, first: int = 0) -> Iterator[tuple[str, str, str, str]]:
    """Yield rows of a sheet, one for each of so many people."""
    for number in range(first, first + count):
        unit = f"Dinas Rekaan {number % 5 + 1}"
        yield (
            nip_number(number),
            f"Pegawai Rekaan {_letters(number)}",
            unit,
            "IV.a" if number % 40 else "III.a",
        )


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in str(number)) + "ta"


def roll_sheet(count: int = 3, first: int = 0) -> bytes:
    """Make a sheet that lists so many people."""
    return make_book([HEAD, *people(count, first)])
