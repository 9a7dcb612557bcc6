"""Open a regency's space to real people: the regency gathers and asks, the centre begins, a job empties and opens it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from sertakan.apparatus.service import purging as apparatus
from sertakan.audit.service import record
from sertakan.configuration.events import (
    OpeningAsked,
    OpeningBegun,
    OpeningItemSettled,
    OpeningItemTakenBack,
    OpeningWithdrawn,
    SpaceOpened,
)
from sertakan.configuration.model import Editor, Opening, OpeningState, Paper
from sertakan.configuration.repository import opening as repository
from sertakan.configuration.rules.opening import (
    ItemState,
    Judged,
    OpeningItem,
    Readiness,
    is_ready,
    judge_opening,
)
from sertakan.configuration.rules.translation import count_untranslated
from sertakan.configuration.service import retrospect, what_if
from sertakan.configuration.service.checking import try_rules
from sertakan.enrolment.service import purging as enrolment
from sertakan.identity.service import count_admins_with_factor
from sertakan.identity.service import purging as identity
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.notifications import service as notifications
from sertakan.persistence.files import forget_files
from sertakan.persistence.queue import TryAgain, defer
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import InForce, SpaceState, Tenant
from sertakan.tenancy.rules import suspend

OPEN = "configuration.open_space"
KEPT_FILES = ("regulation", "logo", "favicon", "opening")
OPENING_REASON = "Ruang ini sedang dibuka. Data contoh dihapus lebih dahulu; beberapa menit lagi pendaftaran dapat dimulai."
# Every process has followed the suspension by then, and what was under way has ended.
_PAUSE = timedelta(seconds=8)

Purge = Callable[[int], Mapping[str, int]]
_PURGES: tuple[Purge, ...] = (
    what_if.purge,
    retrospect.purge,
    apparatus.purge,
    enrolment.purge,
    identity.purge,
    notifications.purge,
)


def judge(tenant_id: int, document: RegencyDocument, today: date) -> tuple[Judged, ...]:
    """Judge every item that opening a space takes, as it stands today."""
    papers = {
        item: ItemState.MET if paper.file_id else ItemState.REASONED
        for item, paper in repository.list_papers(tenant_id).items()
    }
    tried = [outcome.is_met for outcome in try_rules(document)]
    readiness = Readiness(
        papers=papers,
        admins_with_factor=count_admins_with_factor(tenant_id),
        passing_tests=tried.count(True),
        failing_tests=tried.count(False),
        untranslated=count_untranslated(document),
    )
    return judge_opening(document, readiness, today)


def list_papers(tenant_id: int) -> dict[OpeningItem, Paper]:
    """Return the papers and reasons that were given."""
    return repository.list_papers(tenant_id)


def settle_item(editor: Editor, item: OpeningItem, paper: Paper) -> None:
    """Settle an item by a paper, or by a stated reason where one may stand for it.

    :raises Refusal: opening.paper_needed
    """
    if paper.file_id is None and not item.may_be_reasoned:
        raise Refusal("opening.paper_needed", field="file")
    repository.keep_paper(editor.tenant_id, item, paper)
    event = OpeningItemSettled(item=item.value, by_reason=paper.file_id is None)
    record(event, at=editor.now, actor_id=editor.account_id)


def take_item_back(editor: Editor, item: OpeningItem) -> None:
    """Take back the paper or reason of an item."""
    repository.remove_paper(editor.tenant_id, item)
    record(OpeningItemTakenBack(item=item.value), at=editor.now, actor_id=editor.account_id)


def find_opening(tenant_id: int) -> Opening | None:
    """Return how far the opening of a regency's space has come."""
    return repository.find_opening(tenant_id)


def ask_to_open(editor: Editor, tenant: Tenant, document: RegencyDocument, revisions: InForce) -> Opening:
    """Ask the centre to open the space, with the checklist as it stands.

    :raises Refusal: opening.not_ready, opening.not_in_trial(state), opening.is_demo
    """
    if tenant.is_demo:
        raise Refusal("opening.is_demo")
    if tenant.state is not SpaceState.TRIAL:
        raise Refusal("opening.not_in_trial")
    judged = judge(editor.tenant_id, document, editor.today)
    if not is_ready(judged):
        raise Refusal("opening.not_ready")
    opening = Opening(
        tenant_id=editor.tenant_id,
        state=OpeningState.ASKED,
        law=revisions.law,
        house=revisions.house,
        checklist={each.item.value: each.state.value for each in judged},
        asked_at=editor.now,
    )
    repository.keep_opening(editor.tenant_id, opening)
    record(OpeningAsked(law=opening.law, house=opening.house), at=editor.now, actor_id=editor.account_id)
    return opening


def withdraw(editor: Editor) -> None:
    """Take the wish to be opened back while the centre has not begun.

    :raises Conflict: opening.moved_on
    """
    if not repository.move_opening(
        editor.tenant_id, earlier=OpeningState.ASKED, later=OpeningState.WITHDRAWN
    ):
        raise Conflict("opening.moved_on")
    record(OpeningWithdrawn(), at=editor.now, actor_id=editor.account_id)


def list_openings() -> list[Opening]:
    """Return the openings that wait for the centre; with the centre's own role."""
    return repository.list_oversight_openings()


def begin_opening(tenant: Tenant, revisions: InForce, actor: Editor) -> None:
    """Begin to open a space, as the centre: it rests while a job removes the trial's people, and opens by itself.

    `revisions` are those in force today; a document that changed since the regency asked must be asked for anew.

    :raises Conflict: opening.moved_on, opening.document_changed
    """
    opening = repository.find_opening(tenant.id)
    if opening is None or tenant.state is not SpaceState.TRIAL:
        raise Conflict("opening.moved_on")
    if (opening.law, opening.house) != (revisions.law, revisions.house):
        raise Conflict("opening.document_changed")
    moved = repository.move_opening(
        tenant.id, earlier=OpeningState.ASKED, later=OpeningState.BEGUN, begun_at=actor.now
    )
    if not moved:
        raise Conflict("opening.moved_on")
    resting, _ = suspend(tenant, OPENING_REASON)
    tenancy.keep_state(resting)
    record(OpeningBegun(), at=actor.now, actor_id=actor.account_id)


def is_under_way(tenant_id: int) -> bool:
    """Tell whether a job is emptying the space or is about to."""
    opening = repository.find_opening(tenant_id)
    return opening is not None and opening.state is OpeningState.BEGUN


def order_opening(tenant_id: int) -> None:
    """Ask for the job that empties and opens a space, with the regency's own rights."""
    defer(OPEN, tenant_id, once="opening")


def open_space(tenant_id: int, now: datetime) -> TryAgain | None:
    """Remove the trial's people and open the space, all or nothing; a second run changes nothing."""
    opening = repository.find_opening(tenant_id)
    if opening is None or opening.state is OpeningState.ASKED or opening.begun_at is None:
        return TryAgain("opening.not_begun") if opening and opening.state is OpeningState.ASKED else None
    if opening.state is not OpeningState.BEGUN:
        return None
    if now - opening.begun_at < _PAUSE:
        return TryAgain("opening.too_early")
    removed: dict[str, int] = {}
    for purge in _PURGES:
        removed |= purge(tenant_id)
    removed["stored_file"] = forget_files(tenant_id, kept_purposes=KEPT_FILES)
    _open(tenant_id, removed, now)
    return None


def _open(tenant_id: int, removed: Mapping[str, int], now: datetime) -> None:
    repository.move_opening(
        tenant_id,
        earlier=OpeningState.BEGUN,
        later=OpeningState.OPENED,
        opened_at=now,
        removed=dict(removed),
    )
    tenant = tenancy.get_tenant(tenant_id)
    tenancy.keep_state(replace(tenant, state=SpaceState.LIVE, state_before=None, state_reason=None))
    record(SpaceOpened(removed=tuple(sorted(removed.items()))), at=now, actor_id=None)
