"""Found a regency from the oversight site: one of 514, with another's parameters if wished, never with its law."""

from dataclasses import dataclass
from datetime import datetime

from sertakan.audit.service import record, start_chain
from sertakan.configuration.events import RegencyFounded
from sertakan.configuration.model import Editor
from sertakan.configuration.rules.founding import document_for
from sertakan.identity.model import Grant, Role, ScopeKind, StaffEditor
from sertakan.identity.service import invitations
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.persistence.database import enter_oversight, enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import Tenant
from sertakan.tenancy.regions import load_regencies


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """Say which regency the centre wants, who looks after it first, and whose parameters it begins with."""

    region_code: str
    admin_name: str
    admin_email: str
    source: RegencyDocument | None = None


def found_regency(wish: Wish, *, operator: Editor, master: bytes) -> tuple[Tenant, str]:
    """Make the draft space of a regency, and return it with the token by which its first admin joins.

    What the regency owns is written with the application's rights, behind the new wall; the entry in the
    directory comes last and with the centre's own, in the transaction at hand. If that fails, nobody can reach what
    was written before, and the next attempt draws another number.

    :raises NotFound: region.unknown
    :raises Refusal: tenant.exists, tenant.reserved
    """
    regencies = load_regencies()
    if wish.region_code not in regencies:
        raise NotFound("region.unknown", region=wish.region_code)
    document = document_for(regencies[wish.region_code], wish.source)
    slug = document.identity.slug
    with enter_oversight():
        if any(wish.region_code == known.region_code for known in tenancy.list_tenants()):
            raise Refusal("tenant.exists", field="region_code", slug=slug)
        tenant = tenancy.new_tenant(document)
    with enter_tenant(tenant.id):
        tenancy.prepare_space(tenant, document, master=master, start_chain=start_chain)
        record(_founded(slug, wish), at=operator.now, actor_id=None)
    with enter_tenant(tenant.id):
        token = _invite_admin(tenant, wish, operator.now)
    tenancy.enter_in_directory(tenant)
    record(_founded(slug, wish), at=operator.now, actor_id=operator.account_id)
    return tenant, token


def _invite_admin(tenant: Tenant, wish: Wish, now: datetime) -> str:
    editor = StaffEditor(tenant_id=tenant.id, region_code=tenant.region_code, account_id=None, now=now)
    everywhere = Grant(role=Role.ADMIN, scope_kind=ScopeKind.REGENCY)
    _, token = invitations.invite(editor, name=wish.admin_name, email=wish.admin_email, grants=[everywhere])
    return token


def _founded(slug: str, wish: Wish) -> RegencyFounded:
    return RegencyFounded(slug=slug, copied_from=wish.source.identity.slug if wish.source else None)
