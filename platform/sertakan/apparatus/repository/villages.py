"""Queries on villages' targets and banjar."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert

from sertakan.apparatus.model import Village
from sertakan.apparatus.tables import BanjarRow, VillageTargetRow
from sertakan.kernel.identifier import new_id
from sertakan.persistence.database import tenant_session


def list_villages(tenant_id: int, code: str | None = None) -> dict[str, Village]:
    """Return what is wanted of villages by code, or of one; those of which nothing is known are left out."""
    targets = select(VillageTargetRow.village_code, VillageTargetRow.worker_target).where(
        VillageTargetRow.tenant_id == tenant_id
    )
    banjar = (
        select(BanjarRow.village_code, BanjarRow.name)
        .where(BanjarRow.tenant_id == tenant_id)
        .order_by(BanjarRow.village_code, BanjarRow.id)
    )
    if code is not None:
        targets = targets.where(VillageTargetRow.village_code == code)
        banjar = banjar.where(BanjarRow.village_code == code)
    wanted = {row.village_code: row.worker_target for row in tenant_session().execute(targets)}
    names: dict[str, list[str]] = defaultdict(list)
    for row in tenant_session().execute(banjar):
        names[row.village_code].append(row.name)
    return {
        each: Village(code=each, worker_target=wanted.get(each), banjar=tuple(names.get(each, ())))
        for each in wanted.keys() | names.keys()
    }


def keep_target(tenant_id: int, code: str, target: int | None) -> None:
    """Keep a village's target."""
    statement = postgresql_insert(VillageTargetRow).values(
        {"tenant_id": tenant_id, "id": new_id(), "village_code": code, "worker_target": target}
    )
    tenant_session().execute(
        statement.on_conflict_do_update(
            index_elements=["tenant_id", "village_code"], set_={"worker_target": target}
        )
    )


def replace_banjar(tenant_id: int, code: str, names: Collection[str]) -> None:
    """Give a village these banjar and no others."""
    tenant_session().execute(
        delete(BanjarRow)
        .where(BanjarRow.tenant_id == tenant_id, BanjarRow.village_code == code)
        .execution_options(synchronize_session=False)
    )
    rows: list[dict[str, int | str | UUID]] = [
        {"tenant_id": tenant_id, "id": new_id(), "village_code": code, "name": name} for name in names
    ]
    if rows:
        tenant_session().execute(insert(BanjarRow), rows)
