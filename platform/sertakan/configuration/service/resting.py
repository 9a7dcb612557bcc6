"""Change the state of a space from the oversight site: on record at the centre and in the regency's own chain."""

from dataclasses import replace

from sertakan.audit.service import record
from sertakan.configuration.events import TrialBegun
from sertakan.configuration.model import Editor
from sertakan.configuration.service import opening
from sertakan.kernel.event import Event
from sertakan.kernel.refusal import Conflict
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import SpaceState, Tenant
from sertakan.tenancy.rules import resume, suspend


def begin_trial(tenant: Tenant, operator: Editor) -> Tenant:
    """Let a draft be tried out with invented people.

    :raises Conflict: tenant.not_draft
    """
    current = tenancy.get_tenant(tenant.id)
    if current.state is not SpaceState.DRAFT:
        raise Conflict("tenant.not_draft")
    return _keep(replace(current, state=SpaceState.TRIAL), TrialBegun(), operator)


def suspend_space(tenant: Tenant, reason: str, operator: Editor) -> Tenant:
    """Let a space rest, with the reason that every visitor reads.

    :raises Refusal: tenant.suspended, reason.short, reason.long, reason.number
    """
    changed, event = suspend(tenancy.get_tenant(tenant.id), reason)
    return _keep(changed, event, operator)


def resume_space(tenant: Tenant, operator: Editor) -> Tenant:
    """Bring a space back to the state that it had.

    :raises Refusal: tenant.not_suspended
    :raises Conflict: opening.under_way
    """
    if opening.is_under_way(tenant.id):
        raise Conflict("opening.under_way")
    changed, event = resume(tenancy.get_tenant(tenant.id))
    return _keep(changed, event, operator)


def _keep(tenant: Tenant, event: Event, operator: Editor) -> Tenant:
    tenancy.keep_state(tenant)
    record(event, at=operator.now, actor_id=operator.account_id)
    with enter_tenant(tenant.id):
        record(event, at=operator.now, actor_id=None)
    return tenant
