"""Let a second person decide on a draft: submitted as it stands, then published or sent back with a reason."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sertakan.audit.service import record
from sertakan.configuration.events import DraftReturned, DraftSubmitted, LawPublished
from sertakan.configuration.model import LAW_SECTIONS, Draft, DraftState, Editor, Submission
from sertakan.configuration.repository import drafts as stored
from sertakan.configuration.rules.checking import applied_day
from sertakan.configuration.service import drafts, retrospect
from sertakan.configuration.service.checking import Check, check_draft, plain_without_day
from sertakan.configuration.service.house import keep_once
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.kernel.text import tidy
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import change_document, plain_part
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart

LONGEST_REASON = 500


def law_fingerprint(document: RegencyDocument) -> str:
    """Return the SHA-256 of a document's law part, whatever its house says."""
    plain = {name: plain_part(document, name) for name in LAW_SECTIONS}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def submit_draft(editor: Editor, *, is_live: bool) -> None:
    """Freeze the draft as it stands and ask a second person to decide.

    :raises Conflict: draft.closed, draft.submitted
    :raises Refusal: law.unsound(count), law.unchanged
    """
    draft = _get_draft(editor, DraftState.EDITING, "draft.submitted")
    sections = drafts.list_changed_sections(editor.tenant_id)
    if not sections:
        raise Refusal("law.unchanged")
    fingerprint = law_fingerprint(_sound(check_draft(editor.tenant_id, editor.today, is_live=is_live)))
    submitted = {
        "state": DraftState.SUBMITTED,
        "submitted_by": editor.account_id,
        "submitted_at": editor.now,
        "fingerprint": fingerprint,
        **dict.fromkeys(("returned_by", "returned_at", "return_reason")),
    }
    event = DraftSubmitted(fingerprint=fingerprint, sections=sections)
    _write(editor, draft, submitted)
    record(event, at=editor.now, actor_id=editor.account_id, subject_id=draft.id)


def return_draft(approver: Editor, reason: str, *, seen: str) -> None:
    """Send the draft back to its editors with a reason; `seen` is the fingerprint that the approver read.

    :raises Conflict: draft.decided
    :raises Refusal: return.reason_missing, return.reason_long
    """
    told = tidy(reason)
    if not told:
        raise Refusal("return.reason_missing", field="reason")
    if len(told) > LONGEST_REASON:
        raise Refusal("return.reason_long", field="reason", max=LONGEST_REASON)
    draft, submission = _get_submitted(approver, seen)
    returned = {
        "state": DraftState.EDITING,
        "returned_by": approver.account_id,
        "returned_at": approver.now,
        "return_reason": told,
    }
    _write(approver, draft, returned)
    # The reason stays with the draft: the record holds nothing that somebody typed freely.
    event = DraftReturned(fingerprint=submission.fingerprint)
    record(event, at=approver.now, actor_id=approver.account_id, subject_id=draft.id)


def approve_draft(approver: Editor, *, seen: str, is_live: bool) -> RevisionMark:
    """Publish the submitted law part, all in the transaction at hand, and return the mark under which it stands.

    Everything is checked again, for the house and the day may have moved on. `seen` is the fingerprint that the
    approver read. An empty applied-from day is today.

    :raises Conflict: draft.decided, revision.taken
    :raises Refusal: approval.own_work, law.unsound(count)
    """
    draft, submission = _get_submitted(approver, seen)
    ensure_second_person(approver, draft)
    document = _sound(check_draft(approver.tenant_id, approver.today, is_live=is_live))
    if law_fingerprint(document) != submission.fingerprint:
        raise Conflict("draft.decided")
    sections = drafts.list_changed_sections(approver.tenant_id)
    applied_from = applied_day(document, drafts.read_base(approver.tenant_id), approver.today)
    law = document.regulation.model_copy(update={"applied_from": applied_from})
    mark = RevisionMark(
        number=_next_number(approver.tenant_id), part=RevisionPart.LAW, applied_from=applied_from
    )
    credit = Credit(
        origin=Origin.BROWSER,
        published_by=submission.submitted_by,
        approved_by=approver.account_id,
        restores=_restored(approver.tenant_id, draft, document),
    )
    keep_once(approver.tenant_id, change_document(document, regulation=law), mark, credit)
    published = {"state": DraftState.PUBLISHED, "published_number": mark.number}
    _write(approver, draft, {**published, "closed_by": approver.account_id, "closed_at": approver.now})
    event = LawPublished(
        number=mark.number,
        fingerprint=submission.fingerprint,
        applied_from=applied_from,
        sections=sections,
        restores=credit.restores,
    )
    record(event, at=approver.now, actor_id=approver.account_id, subject_id=draft.id)
    retrospect.ask_for_list(approver.tenant_id, mark.number)
    return mark


def ensure_second_person(approver: Editor, draft: Draft) -> None:
    """Let only somebody decide who neither submitted the draft nor wrote anything in it.

    :raises Refusal: approval.own_work
    """
    if took_part(approver, draft):
        raise Refusal("approval.own_work")


def took_part(person: Editor, draft: Draft) -> bool:
    """Tell whether somebody began, wrote or submitted a draft."""
    submitted_by = draft.submission.submitted_by if draft.submission else None
    writers = stored.list_editors(person.tenant_id, draft.id)
    return person.account_id in {*writers, draft.started_by, submitted_by}


def restore_law(editor: Editor, number: int) -> None:
    """Begin a draft that equals an earlier law part but for its applied-from day; it takes approval as any other.

    :raises NotFound: revision.unknown
    :raises Conflict: draft.open while another draft is open
    :raises Refusal: law.unchanged when that law is the newest one
    """
    earlier = tenancy.read_revision(editor.tenant_id, number)
    newest = tenancy.read_revision(editor.tenant_id, drafts.newest_law(editor.tenant_id))
    if _is_same_law(earlier, newest):
        raise Refusal("law.unchanged")
    if drafts.find_draft(editor.tenant_id) is not None:
        raise Conflict("draft.open")
    drafts.open_draft(editor, restores=number)
    for section in LAW_SECTIONS:
        values = plain_part(earlier, section)
        wanted = plain_without_day(values) if section == "regulation" else values
        seen = drafts.read_section(editor.tenant_id, section).version
        drafts.save_section(editor, section, wanted, seen)


def _restored(tenant_id: int, draft: Draft, document: RegencyDocument) -> int | None:
    """Return the revision that a draft restores, unless its editors changed something after all."""
    if draft.restores is None:
        return None
    earlier = tenancy.read_revision(tenant_id, draft.restores)
    return draft.restores if _is_same_law(earlier, document) else None


def _is_same_law(first: RegencyDocument, second: RegencyDocument) -> bool:
    return _law(first) == _law(second)


def _law(document: RegencyDocument) -> Mapping[str, Any]:
    plain = {name: plain_part(document, name) for name in LAW_SECTIONS}
    return {**plain, "regulation": plain_without_day(plain["regulation"])}


def _get_draft(editor: Editor, state: DraftState, otherwise: str) -> Draft:
    draft = stored.find_open_draft(editor.tenant_id, lock=True)
    if draft is None:
        raise Conflict("draft.closed")
    if draft.state is not state:
        raise Conflict(otherwise)
    return draft


def _get_submitted(approver: Editor, seen: str) -> tuple[Draft, Submission]:
    """Return the submitted draft, locked, when it is still the one that the approver read."""
    draft = stored.find_open_draft(approver.tenant_id, lock=True)
    submission = draft.submission if draft is not None and draft.state is DraftState.SUBMITTED else None
    if draft is None or submission is None or submission.fingerprint != seen:
        raise Conflict("draft.decided")
    return draft, submission


def _sound(check: Check) -> RegencyDocument:
    if check.document is None or check.blocking:
        raise Refusal("law.unsound", count=len(check.blocking))
    return check.document


def _next_number(tenant_id: int) -> int:
    return max(mark.number for mark in tenancy.list_marks(tenant_id)) + 1


def _write(editor: Editor, draft: Draft, values: Mapping[str, object]) -> None:
    stored.update_draft(editor.tenant_id, draft.id, values)
