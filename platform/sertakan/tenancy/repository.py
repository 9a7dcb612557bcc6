"""Queries on the directory of tenants, on regions and on the revisions of a regency's document."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update

from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import NotFound
from sertakan.persistence.crossings.directory import (
    DirectoryVersionRow,
    RevisionMarkRow,
    TenantHostRow,
    TenantRow,
)
from sertakan.persistence.database import tenant_session
from sertakan.tenancy.model import (
    Credit,
    Origin,
    PublishedRevision,
    RevisionMark,
    RevisionPart,
    SpaceState,
    Tenant,
    WorkUnit,
)
from sertakan.tenancy.tables import ConfigurationRevisionRow, RegionRow, WorkUnitRow

_TENANT_IDS = "tenant_id_seq"


def directory_version() -> int:
    """Return the number that grows with each change of the directory."""
    return tenant_session().execute(select(DirectoryVersionRow.version)).scalar_one()


def list_tenants() -> list[Tenant]:
    """Return all tenants, by region code."""
    rows = tenant_session().execute(select(TenantRow).order_by(TenantRow.region_code)).scalars()
    return [_to_tenant(row) for row in rows]


def list_hosts() -> dict[str, int]:
    """Return the hosts of tenants' own domains and whose they are."""
    return {row.host: row.tenant_id for row in tenant_session().execute(select(TenantHostRow)).scalars()}


def find_tenant(slug: str) -> Tenant | None:
    """Return the tenant with this slug."""
    row = tenant_session().execute(select(TenantRow).where(TenantRow.slug == slug)).scalar_one_or_none()
    return _to_tenant(row) if row else None


def _to_tenant(row: TenantRow) -> Tenant:
    return Tenant(
        id=row.id,
        slug=row.slug,
        region_code=row.region_code,
        name=row.name,
        state=SpaceState(row.state),
        state_reason=row.state_reason,
        is_demo=row.is_demo,
        timezone=row.timezone,
        state_before=SpaceState(row.state_before) if row.state_before else None,
    )


def lock_tenant(tenant_id: int) -> Tenant:
    """Return a tenant and keep everybody else from changing it until this transaction ends."""
    return _to_tenant(
        tenant_session()
        .execute(select(TenantRow).where(TenantRow.id == tenant_id).with_for_update())
        .scalar_one()
    )


def next_tenant_id() -> int:
    """Draw the number of a tenant that is about to be created."""
    return int(tenant_session().execute(select(func.nextval(_TENANT_IDS))).scalar_one())


def insert_tenant(tenant: Tenant) -> None:
    """Add a tenant to the directory and tell every process."""
    tenant_session().execute(
        insert(TenantRow).values(
            id=tenant.id,
            slug=tenant.slug,
            region_code=tenant.region_code,
            name=tenant.name,
            state=tenant.state,
            is_demo=tenant.is_demo,
            timezone=tenant.timezone,
        )
    )
    tell_directory_changed()


def update_name(tenant: Tenant) -> None:
    """Change the name of a tenant and tell every process."""
    _update_tenant(tenant.id, name=tenant.name)


def update_state(tenant: Tenant) -> None:
    """Change the state of a tenant's space and tell every process."""
    _update_tenant(
        tenant.id, state=tenant.state, state_before=tenant.state_before, state_reason=tenant.state_reason
    )


def _update_tenant(tenant_id: int, **values: object) -> None:
    tenant_session().execute(update(TenantRow).where(TenantRow.id == tenant_id).values(**values))
    tell_directory_changed()


def replace_hosts(tenant_id: int, hosts: Sequence[str]) -> None:
    """Give a tenant these hosts of its own and no others."""
    session = tenant_session()
    session.execute(TenantHostRow.__table__.delete().where(TenantHostRow.tenant_id == tenant_id))  # type: ignore[attr-defined]
    if hosts:
        session.execute(insert(TenantHostRow), [{"host": host, "tenant_id": tenant_id} for host in hosts])


def tell_directory_changed() -> None:
    """Raise the version that every process polls."""
    tenant_session().execute(update(DirectoryVersionRow).values(version=DirectoryVersionRow.version + 1))


def insert_revision(
    tenant_id: int, written: str, fingerprint: str, mark: RevisionMark, credit: Credit
) -> None:
    """Keep one more revision of a tenant's document with its mark, and tell every process.

    The unique number refuses the second of two that were published at the same moment.
    """
    session = tenant_session()
    session.execute(
        insert(ConfigurationRevisionRow).values(
            tenant_id=tenant_id,
            id=new_id(),
            number=mark.number,
            document=written,
            fingerprint=fingerprint,
            origin=credit.origin,
            published_by=credit.published_by,
            approved_by=credit.approved_by,
            restores=credit.restores,
        )
    )
    session.execute(
        insert(RevisionMarkRow).values(
            tenant_id=tenant_id, number=mark.number, part=mark.part, applied_from=mark.applied_from
        )
    )
    tell_directory_changed()


def list_marks(tenant_id: int) -> list[RevisionMark]:
    """Return what each of a tenant's revisions holds and from when, the first one first."""
    query = (
        select(RevisionMarkRow).where(RevisionMarkRow.tenant_id == tenant_id).order_by(RevisionMarkRow.number)
    )
    return [_to_mark(row) for row in tenant_session().execute(query).scalars()]


def list_all_marks() -> dict[int, list[RevisionMark]]:
    """Return, by tenant, the marks of every law and of the newest house: what the directory keeps."""
    newest_house = (
        select(RevisionMarkRow.tenant_id, func.max(RevisionMarkRow.number).label("number"))
        .where(RevisionMarkRow.part == RevisionPart.HOUSE)
        .group_by(RevisionMarkRow.tenant_id)
        .subquery()
    )
    query = (
        select(RevisionMarkRow)
        .outerjoin(newest_house, newest_house.c.tenant_id == RevisionMarkRow.tenant_id)
        .where(
            (RevisionMarkRow.part != RevisionPart.HOUSE) | (RevisionMarkRow.number == newest_house.c.number)
        )
        .order_by(RevisionMarkRow.tenant_id, RevisionMarkRow.number)
    )
    found: dict[int, list[RevisionMark]] = {}
    for row in tenant_session().execute(query).scalars():
        found.setdefault(row.tenant_id, []).append(_to_mark(row))
    return found


def _to_mark(row: RevisionMarkRow) -> RevisionMark:
    return RevisionMark(number=row.number, part=RevisionPart(row.part), applied_from=row.applied_from)


def get_revision(tenant_id: int, number: int) -> ConfigurationRevisionRow:
    """Return one revision of a tenant's document.

    :raises NotFound: revision.unknown
    """
    row = (
        tenant_session()
        .execute(
            select(ConfigurationRevisionRow).where(
                ConfigurationRevisionRow.tenant_id == tenant_id, ConfigurationRevisionRow.number == number
            )
        )
        .scalar_one_or_none()
    )
    if row is None:
        raise NotFound("revision.unknown", number=number)
    return row


def list_work_units(tenant_id: int) -> list[WorkUnit]:
    """Return a tenant's work units (OPD) by name, closed ones too."""
    rows = tenant_session().execute(
        select(*(getattr(WorkUnitRow, field.name) for field in fields(WorkUnit)))
        .where(WorkUnitRow.tenant_id == tenant_id)
        .order_by(WorkUnitRow.name)
    )
    return [WorkUnit(**row) for row in rows.mappings()]


def insert_work_unit(tenant_id: int, name: str, **values: object) -> UUID:
    """Add a work unit (OPD) to a tenant."""
    unit_id = new_id()
    tenant_session().execute(insert(WorkUnitRow).values(tenant_id=tenant_id, id=unit_id, name=name, **values))
    return unit_id


def update_work_unit(tenant_id: int, unit_id: UUID, **values: object) -> None:
    """Change a work unit (OPD) of a tenant."""
    tenant_session().execute(
        update(WorkUnitRow)
        .where(WorkUnitRow.tenant_id == tenant_id, WorkUnitRow.id == unit_id)
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def find_region(code: str) -> RegionRow | None:
    """Return a region by its official code."""
    return tenant_session().get(RegionRow, code)


def list_regions(codes: Sequence[str]) -> dict[str, str]:
    """Return the names of regions by code."""
    rows = tenant_session().execute(select(RegionRow.code, RegionRow.name).where(RegionRow.code.in_(codes)))
    return {row.code: row.name for row in rows}


def search_villages(text: str, *, within: str | None, limit: int) -> list[tuple[str, str, str]]:
    """Return villages whose folded name begins with or, inside a regency, contains a text.

    Each comes as code, name, and the names of its district and regency.
    """
    district = RegionRow.__table__.alias("district")
    regency = RegionRow.__table__.alias("regency")
    pattern = f"%{text}%" if within else f"{text}%"
    query = (
        select(
            RegionRow.code, RegionRow.name, district.c.name.label("district"), regency.c.name.label("regency")
        )
        .join(district, district.c.code == RegionRow.parent_code)
        .join(regency, regency.c.code == district.c.parent_code)
        .where(RegionRow.level == 4, RegionRow.search_name.like(pattern))
        # What begins with the text is what people mean; what merely contains it comes after.
        .order_by(RegionRow.search_name.not_like(f"{text}%"), RegionRow.search_name, RegionRow.code)
        .limit(limit)
    )
    if within:
        query = query.where(RegionRow.code >= f"{within}.", RegionRow.code < f"{within}/")
    return [(row.code, row.name, f"{row.district}, {row.regency}") for row in tenant_session().execute(query)]


def list_places(regency_code: str) -> list[tuple[str, str]]:
    """Return a regency's districts and villages by code."""
    query = (
        select(RegionRow.code, RegionRow.name)
        .where(RegionRow.code >= f"{regency_code}.", RegionRow.code < f"{regency_code}/")
        .order_by(RegionRow.code)
    )
    return [(row.code, row.name) for row in tenant_session().execute(query)]


def list_revisions(tenant_id: int, *, limit: int = 50) -> list[PublishedRevision]:
    """Return a tenant's revisions with their marks, newest first."""
    return _published(_revisions(tenant_id).limit(limit))


def list_laws(tenant_id: int) -> list[PublishedRevision]:
    """Return every revision of a tenant that published a law, newest first."""
    return _published(_revisions(tenant_id).where(RevisionMarkRow.part != RevisionPart.HOUSE))


def _revisions(tenant_id: int) -> Any:
    return (
        select(ConfigurationRevisionRow, RevisionMarkRow)
        .join(
            RevisionMarkRow,
            (RevisionMarkRow.tenant_id == ConfigurationRevisionRow.tenant_id)
            & (RevisionMarkRow.number == ConfigurationRevisionRow.number),
        )
        .where(ConfigurationRevisionRow.tenant_id == tenant_id)
        .order_by(ConfigurationRevisionRow.number.desc())
    )


def _published(query: Any) -> list[PublishedRevision]:
    return [
        PublishedRevision(
            mark=_to_mark(mark),
            credit=Credit(
                origin=Origin(row.origin),
                published_by=row.published_by,
                approved_by=row.approved_by,
                restores=row.restores,
            ),
            published_at=row.published_at,
        )
        for row, mark in tenant_session().execute(query)
    ]


def names_text(tenant_id: int, sha256_hex: str) -> bool:
    """Tell whether a published revision of a tenant names a file as the text of its regulation."""
    query = (
        select(ConfigurationRevisionRow.number)
        .where(
            ConfigurationRevisionRow.tenant_id == tenant_id,
            ConfigurationRevisionRow.document.contains(sha256_hex, autoescape=True),
        )
        .limit(1)
    )
    return tenant_session().execute(query).first() is not None
