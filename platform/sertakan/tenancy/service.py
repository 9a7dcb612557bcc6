"""Found a regency's space, and take over what its file says, as numbered revisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from sertakan.kernel.clock import local_date
from sertakan.kernel.event import Event
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.persistence.database import enter_nobody, enter_tenant, tenant_session
from sertakan.persistence.keys import make_keys
from sertakan.tenancy import repository
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import (
    DocumentError,
    DocumentInvalid,
    fingerprint,
    read_document,
    write_document,
)
from sertakan.tenancy.model import (
    Credit,
    InForce,
    Origin,
    PublishedRevision,
    RevisionMark,
    RevisionPart,
    SpaceState,
    Tenant,
    WorkUnit,
)
from sertakan.tenancy.regions import is_reserved
from sertakan.tenancy.rules import in_force, put_together, resume, suspend

# The chain of decisions lives a floor above; whoever changes a tenant hands over how to start it and write it.
StartChain = Callable[[int], None]
Record = Callable[[Event], None]


@dataclass(frozen=True, kw_only=True)
class SyncResult:
    """Tell what taking over one file did: created, published, kept or unchanged."""

    slug: str
    outcome: str


def found_tenant(document: RegencyDocument, *, master: bytes, start_chain: StartChain) -> Tenant:
    """Create a regency's space with its keys, its audit chain and revision 1, all or nothing.

    Runs as the owner of the database.

    :raises Refusal: tenant.reserved, tenant.exists
    """
    with enter_nobody():
        tenant = new_tenant(document)
    with enter_tenant(tenant.id):
        repository.insert_tenant(tenant)
        prepare_space(tenant, document, master=master, start_chain=start_chain)
        repository.replace_hosts(tenant.id, _own_hosts(document))
    return tenant


def new_tenant(document: RegencyDocument) -> Tenant:
    """Return the tenant that a document founds, with a number of its own; nothing is kept yet.

    :raises Refusal: tenant.reserved, tenant.exists
    """
    slug = document.identity.slug
    if is_reserved(slug):
        raise Refusal("tenant.reserved", slug=slug)
    if repository.find_tenant(slug):
        raise Refusal("tenant.exists", slug=slug)
    return _new_tenant(repository.next_tenant_id(), document)


def prepare_space(
    tenant: Tenant, document: RegencyDocument, *, master: bytes, start_chain: StartChain
) -> None:
    """Give a new tenant its keys, its chain of decisions and revision 1, inside its own scope."""
    make_keys(tenant_session(), master)
    start_chain(tenant.id)
    _keep_file(tenant, 1, document)


def enter_in_directory(tenant: Tenant) -> None:
    """Let every process know a tenant whose space was prepared."""
    repository.insert_tenant(tenant)


def _new_tenant(tenant_id: int, document: RegencyDocument) -> Tenant:
    identity = document.identity
    return Tenant(
        id=tenant_id,
        slug=identity.slug,
        region_code=identity.region_code,
        name=document.full_name,
        state=SpaceState(identity.initial_state),
        state_reason=None,
        is_demo=identity.demo,
        timezone=identity.timezone,
    )


def _own_hosts(document: RegencyDocument) -> Sequence[str]:
    return [document.identity.own_domain] if document.identity.own_domain else []


def sync_tenants(folder: Path, *, master: bytes, start_chain: StartChain) -> list[SyncResult]:
    """Take over every tenants/<slug>/tenant.toml: found what is new, publish what changed.

    A document that was last changed in the browser is kept; its file is then only a reminder.

    :raises DocumentInvalid: before anything is taken over, with every fault of every file
    """
    return [
        _sync_one(document, master=master, start_chain=start_chain) for document in read_documents(folder)
    ]


def read_documents(folder: Path) -> list[RegencyDocument]:
    """Return the documents of all regencies in a folder, by the name of their own folder.

    :raises DocumentInvalid: with every fault of every file
    """
    documents, errors = [], []
    for path in sorted(folder.glob("*/tenant.toml")):
        try:
            documents.append(_read_named(path))
        except DocumentInvalid as invalid:
            file = str(path.relative_to(folder.parent))
            errors += [error._replace(file=file) for error in invalid.errors]
    if errors:
        raise DocumentInvalid(tuple(errors))
    return documents


def _read_named(path: Path) -> RegencyDocument:
    document, folder = read_document(path), path.parent.name
    if document.identity.slug != folder:
        fault = DocumentError("identity.slug", "identity.slug_differs", {"folder": folder})
        raise DocumentInvalid((fault,))
    return document


def _sync_one(document: RegencyDocument, *, master: bytes, start_chain: StartChain) -> SyncResult:
    slug = document.identity.slug
    with enter_nobody():
        tenant = repository.find_tenant(slug)
    if tenant is None:
        found_tenant(document, master=master, start_chain=start_chain)
        return SyncResult(slug=slug, outcome="created")
    return SyncResult(slug=slug, outcome=_publish_from_file(tenant, document))


def _publish_from_file(tenant: Tenant, document: RegencyDocument) -> str:
    with enter_tenant(tenant.id):
        newest = repository.list_revisions(tenant.id, limit=1)[0]
        kept = repository.get_revision(tenant.id, newest.mark.number)
        if kept.fingerprint == fingerprint(document):
            return "unchanged"
        if newest.credit.origin is not Origin.FILE:
            return "kept"
        _keep_file(tenant, newest.mark.number + 1, document)
        repository.update_name(replace(tenant, name=document.full_name))
        repository.replace_hosts(tenant.id, _own_hosts(document))
    return "published"


def _keep_file(tenant: Tenant, number: int, document: RegencyDocument) -> None:
    today = local_date(datetime.now(UTC), tenant.timezone)
    keep_revision(
        tenant.id,
        document,
        RevisionMark(
            number=number,
            part=RevisionPart.WHOLE,
            applied_from=document.regulation.applied_from or today,
        ),
        Credit(origin=Origin.FILE),
    )


def keep_revision(tenant_id: int, document: RegencyDocument, mark: RevisionMark, credit: Credit) -> None:
    """Keep a whole document as the revision that a mark names; every process follows within two seconds.

    :raises sqlalchemy.exc.IntegrityError: when the number was taken meanwhile
    """
    repository.insert_revision(tenant_id, write_document(document), fingerprint(document), mark, credit)


def claim_host(tenant_id: int, host: str) -> None:
    """Make a host a regency's only one of its own; the key lets nobody have what is another's.

    :raises Refusal: domain.taken, which does not say whose it is
    """
    try:
        with tenant_session().begin_nested():
            repository.replace_hosts(tenant_id, [host])
    except IntegrityError:
        raise Refusal("domain.taken", field="own_domain", host=host) from None


def release_hosts(tenant_id: int) -> None:
    """Let go of a regency's own hosts."""
    repository.replace_hosts(tenant_id, [])


def suspend_space(slug: str, reason: str, *, record: Record) -> Tenant:
    """Let a regency's space rest: visitors read why, staff go on reading, nobody writes.

    Runs as the owner of the database, who alone may write the directory.

    :raises NotFound: tenant.unknown
    :raises Refusal: tenant.suspended, reason.short, reason.long, reason.number
    """
    return _change_state(slug, lambda tenant: suspend(tenant, reason), record)


def resume_space(slug: str, *, record: Record) -> Tenant:
    """Bring a regency's space back to the state that it had before it rested, as the owner of the database.

    :raises NotFound: tenant.unknown
    :raises Refusal: tenant.not_suspended
    """
    return _change_state(slug, resume, record)


def _change_state(slug: str, decide: Callable[[Tenant], tuple[Tenant, Event]], record: Record) -> Tenant:
    with enter_nobody():
        found = repository.find_tenant(slug)
    if found is None:
        raise NotFound("tenant.unknown", slug=slug)
    with enter_tenant(found.id):
        changed, event = decide(repository.lock_tenant(found.id))
        repository.update_state(changed)
        record(event)
    return changed


def get_tenant(tenant_id: int) -> Tenant:
    """Return a tenant by its number, keeping everybody else from changing it until this transaction ends."""
    return repository.lock_tenant(tenant_id)


def find_tenant(slug: str) -> Tenant | None:
    """Return the tenant with this slug."""
    return repository.find_tenant(slug)


def keep_name(tenant: Tenant) -> None:
    """Keep the name by which the directory knows a regency."""
    repository.update_name(tenant)


def keep_state(tenant: Tenant) -> None:
    """Keep the state of a space, and why; whoever calls has decided it and writes the record."""
    repository.update_state(tenant)


def list_tenants() -> list[Tenant]:
    """Return all tenants, by region code."""
    return repository.list_tenants()


def list_marks(tenant_id: int) -> list[RevisionMark]:
    """Return what each of a regency's revisions holds and from when, the first one first."""
    return repository.list_marks(tenant_id)


def revisions_on(tenant_id: int, day: date) -> InForce:
    """Return which revisions make up the document in force on a day.

    :raises NotFound: revision.none_on
    """
    found = in_force(repository.list_marks(tenant_id), day)
    if found is None:
        raise NotFound("revision.none_on", day=day)
    return found


def read_in_force(tenant_id: int, revisions: InForce) -> RegencyDocument:
    """Return the document put together from the law of one revision and the house of another."""
    house = read_revision(tenant_id, revisions.house)
    if revisions.law == revisions.house:
        return house
    return put_together(read_revision(tenant_id, revisions.law), house)


def read_house(tenant_id: int) -> RegencyDocument:
    """Return the newest revision that holds a house, whatever its law: for what no day decides.

    :raises NotFound: revision.none_on
    """
    return read_revision(tenant_id, revisions_on(tenant_id, date.max).house)


def read_document_on(tenant_id: int, day: date) -> RegencyDocument:
    """Return the document in force on a day.

    :raises NotFound: revision.none_on
    """
    return read_in_force(tenant_id, revisions_on(tenant_id, day))


def read_revision(tenant_id: int, number: int) -> RegencyDocument:
    """Return one revision of a tenant's document.

    :raises NotFound: revision.unknown
    """
    return read_document(repository.get_revision(tenant_id, number).document.encode())


def search_villages(text: str, *, regency_code: str, limit: int = 12) -> list[tuple[str, str, str]]:
    """Return villages by a piece of their folded name, those of the regency before all others."""
    near = repository.search_villages(text, within=regency_code, limit=limit)
    if len(near) >= limit or len(text) < 3:
        return near
    far = repository.search_villages(text, within=None, limit=limit)
    known = {code for code, *_ in near}
    return [*near, *(found for found in far if found[0] not in known)][:limit]


def add_work_unit(tenant_id: int, name: str, **known: object) -> UUID:
    """Add a work unit (OPD) to a regency, with whatever else is known of it."""
    return repository.insert_work_unit(tenant_id, name, **known)


def change_work_unit(tenant_id: int, unit_id: UUID, **known: object) -> None:
    """Change what is known of a work unit (OPD)."""
    repository.update_work_unit(tenant_id, unit_id, **known)


def list_work_units(tenant_id: int, *, only_open: bool = False) -> list[tuple[UUID, str]]:
    """Return a regency's work units (OPD) by name; those that were closed keep what happened in them."""
    return [
        (unit.id, unit.name)
        for unit in repository.list_work_units(tenant_id)
        if unit.is_open or not only_open
    ]


def describe_work_units(tenant_id: int) -> list[WorkUnit]:
    """Return all that is known of a regency's work units (OPD), by name."""
    return repository.list_work_units(tenant_id)


def find_region_level(code: str) -> int | None:
    """Return on which level an official region code stands, from province (1) to village (4)."""
    region = repository.find_region(code)
    return region.level if region else None


def names_of_regions(codes: Sequence[str]) -> dict[str, str]:
    """Return the names of districts and villages by code."""
    return repository.list_regions(codes)


def list_places(regency_code: str) -> list[tuple[str, str]]:
    """Return a regency's districts and villages by code."""
    return repository.list_places(regency_code)


def list_revisions(tenant_id: int) -> list[PublishedRevision]:
    """Return a regency's revisions, newest first."""
    return repository.list_revisions(tenant_id)


def list_laws(tenant_id: int) -> list[PublishedRevision]:
    """Return every revision of a regency that published a law, newest first."""
    return repository.list_laws(tenant_id)


def is_published_text(tenant_id: int, sha256_hex: str) -> bool:
    """Tell whether a file is the text of a regulation that a regency has published, now or before."""
    return repository.names_text(tenant_id, sha256_hex)
