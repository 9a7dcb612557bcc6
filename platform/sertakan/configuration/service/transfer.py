"""Carry a regency's document and files to another deployment and back, without a difference."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sertakan.audit.service import record, start_chain
from sertakan.configuration.events import DocumentImported
from sertakan.configuration.rules.bundle import Bundle, files_named_by, pack, unpack
from sertakan.kernel.clock import local_date
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.database import enter_nobody, enter_tenant
from sertakan.persistence.files import PHOTOS_AND_PAPERS, PICTURES, find_file, read_file, store_file
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart, Tenant

_PURPOSES = {"regulation", "logo", "favicon"}


def export_space(tenant: Tenant, folder: Path, day: date) -> bytes:
    """Return the archive of a regency's document in force on a day, with every file that it names.

    `folder` is where the shipped regencies keep their logos.

    :raises Refusal: bundle.file_missing(name) when the store has lost one
    """
    with enter_tenant(tenant.id):
        document = tenancy.read_document_on(tenant.id, day)
        files = {named.sha256: _kept(tenant.id, named.sha256) for named in files_named_by(document)}
    return pack(Bundle(document=document, files=files, logo=_logo_beside(document, folder)))


def _kept(tenant_id: int, sha256_hex: str) -> bytes:
    for purpose in sorted(_PURPOSES):
        if file_id := find_file(tenant_id, purpose=purpose, sha256_hex=sha256_hex):
            return read_file(tenant_id, file_id).content
    raise Refusal("bundle.file_missing", name=sha256_hex)


def _logo_beside(document: RegencyDocument, folder: Path) -> bytes | None:
    if document.branding.logo is None:
        return None
    path = folder / document.identity.slug / document.branding.logo
    if not path.is_file():
        raise Refusal("bundle.file_missing", name=document.branding.logo)
    return path.read_bytes()


def import_space(content: bytes, folder: Path, *, master: bytes) -> tuple[Tenant, str]:
    """Take a bundle over: found the regency, or publish the document as its next revision.

    Returns the regency and what was done: created, published or unchanged. Runs as the owner of the database.

    :raises Refusal: bundle.*, tenant.reserved
    :raises DocumentInvalid: with every fault of the document
    """
    bundle = unpack(content)
    with enter_nobody():
        tenant = tenancy.find_tenant(bundle.document.identity.slug)
    is_new = tenant is None
    if tenant is None:
        tenant = tenancy.found_tenant(bundle.document, master=master, start_chain=start_chain)
    now = datetime.now(UTC)
    with enter_tenant(tenant.id):
        _keep_files(tenant.id, bundle)
        is_changed = not is_new and _publish(tenant, bundle.document, now)
        if is_new or is_changed:
            record(DocumentImported(files=len(bundle.files)), at=now, actor_id=None)
    _keep_logo(bundle, folder)
    return tenant, "created" if is_new else "published" if is_changed else "unchanged"


def _keep_files(tenant_id: int, bundle: Bundle) -> None:
    branding, regulation = bundle.document.branding, bundle.document.regulation
    purposes = {"regulation": regulation.text, "logo": branding.logo_file, "favicon": branding.favicon_file}
    for purpose, named in purposes.items():
        if named and find_file(tenant_id, purpose=purpose, sha256_hex=named.sha256) is None:
            store_file(
                tenant_id,
                purpose=purpose,
                content=bundle.files[named.sha256],
                account_id=None,
                accepted=PHOTOS_AND_PAPERS if purpose == "regulation" else PICTURES,
            )


def _publish(tenant: Tenant, document: RegencyDocument, now: datetime) -> bool:
    today = local_date(now, tenant.timezone)
    if tenancy.read_document_on(tenant.id, today) == document:
        return False
    number = max(mark.number for mark in tenancy.list_marks(tenant.id)) + 1
    mark = RevisionMark(number=number, part=RevisionPart.WHOLE, applied_from=today)
    tenancy.keep_revision(tenant.id, document, mark, Credit(origin=Origin.BUNDLE))
    tenancy.keep_name(replace(tenant, name=document.full_name))
    return True


def _keep_logo(bundle: Bundle, folder: Path) -> None:
    """Put the logo where the shipped regencies keep theirs, unless the same one lies there."""
    name = bundle.document.branding.logo
    if name is None or bundle.logo is None:
        return
    path = folder / bundle.document.identity.slug / name
    if path.is_file() and hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(bundle.logo).digest():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bundle.logo)
