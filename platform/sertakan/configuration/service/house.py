"""Change how a regency shows itself and speaks: at once, with history and undo, by one admin."""

from collections.abc import Mapping

from sqlalchemy.exc import IntegrityError

from sertakan.audit.service import record
from sertakan.configuration.events import HousePublished
from sertakan.configuration.model import Editor
from sertakan.configuration.rules.undoing import take_back
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.persistence.database import tenant_session
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import HousePart, RegencyDocument, house_part, law_part
from sertakan.tenancy.document_file import DocumentInvalid, change_document
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart
from sertakan.tenancy.rules import in_force

_NUMBER_KEY = "uq_configuration_revision_tenant_id_number"


def publish_house(
    editor: Editor,
    changes: Mapping[str, object],
    *,
    seen: int,
    restores: int | None = None,
    undoes: int | None = None,
) -> int:
    """Publish changed parts of the house, such as ``contacts``, and return the revision that holds them.

    `seen` is the house revision that the editor's page showed. What somebody else changed meanwhile in the same
    part is not overwritten; other parts are kept as they left them. Parts equal to what holds publish nothing.

    :raises Conflict: house.changed_meanwhile(part, number), revision.taken
    :raises DocumentInvalid: with every fault and its path
    :raises Refusal: house.breaks_scheduled(number, day) when a law that begins later does not fit
    """
    marks = tenancy.list_marks(editor.tenant_id)
    holding = in_force(marks, editor.today)
    if holding is None:
        raise NotFound("revision.none_on", day=editor.today)
    current = tenancy.read_in_force(editor.tenant_id, holding)
    wanted = {name: part for name, part in changes.items() if part != getattr(current, name)}
    if not wanted:
        return holding.house
    if seen != holding.house:
        _ensure_untouched(editor.tenant_id, current, wanted, seen)
    document = change_document(current, **wanted)
    _ensure_fits_scheduled(editor, marks, document)
    number = max(mark.number for mark in marks) + 1
    mark = RevisionMark(number=number, part=RevisionPart.HOUSE, applied_from=editor.today)
    credit = Credit(origin=Origin.BROWSER, published_by=editor.account_id, restores=restores)
    keep_once(editor.tenant_id, document, mark, credit)
    event = HousePublished(number=number, parts=tuple(sorted(wanted)), restores=restores, undoes=undoes)
    record(event, at=editor.now, actor_id=editor.account_id)
    return number


def restore_house(editor: Editor, number: int, *, seen: int) -> int:
    """Publish the house of an earlier revision again; nothing published is ever changed.

    :raises NotFound: revision.unknown
    :raises Conflict: house.changed_meanwhile(part, number), revision.taken
    :raises DocumentInvalid: when today's law does not fit with it any more
    """
    earlier = house_part(tenancy.read_revision(editor.tenant_id, number))
    parts = {name: getattr(earlier, name) for name in HousePart.model_fields}
    return publish_house(editor, parts, seen=seen, restores=number)


def undo_house(editor: Editor, number: int, *, seen: int) -> int:
    """Take back what one revision changed and nothing that came after it, and return the revision that does.

    The regency's own domain is not taken back: it is connected and removed where it can be checked.

    :raises NotFound: revision.unknown
    :raises Conflict: house.changed_since(part), house.changed_meanwhile(part), revision.taken
    :raises Refusal: house.nothing_to_undo
    :raises DocumentInvalid: when today's law does not fit with it any more
    """
    parts = what_undoing_returns(editor, number)
    if not parts:
        raise Refusal("house.nothing_to_undo", number=number)
    return publish_house(editor, parts, seen=seen, undoes=number)


def what_undoing_returns(editor: Editor, number: int) -> dict[str, object]:
    """Return the parts as they would be without what one revision changed.

    :raises NotFound: revision.unknown
    :raises Conflict: house.changed_since(part)
    """
    before, after = read_step(editor.tenant_id, number)
    return take_back(tenancy.read_document_on(editor.tenant_id, editor.today), before, after)


def read_step(tenant_id: int, number: int) -> tuple[RegencyDocument, RegencyDocument]:
    """Return the house before a house revision, and that revision.

    :raises NotFound: revision.unknown, also for one that changed the law only or founded the space
    """
    houses = [mark.number for mark in tenancy.list_marks(tenant_id) if mark.part is not RevisionPart.LAW]
    earlier = [each for each in houses if each < number]
    if number not in houses or not earlier:
        raise NotFound("revision.unknown", number=number)
    return tenancy.read_revision(tenant_id, max(earlier)), tenancy.read_revision(tenant_id, number)


def keep_once(tenant_id: int, document: RegencyDocument, mark: RevisionMark, credit: Credit) -> None:
    """Keep a revision unless somebody published at the same moment; the key lets one of them win.

    :raises Conflict: revision.taken
    """
    try:
        with tenant_session().begin_nested():
            tenancy.keep_revision(tenant_id, document, mark, credit)
    except IntegrityError as error:
        if _NUMBER_KEY not in str(error.orig):
            raise
        raise Conflict("revision.taken") from None


def _ensure_untouched(
    tenant_id: int, current: RegencyDocument, wanted: Mapping[str, object], seen: int
) -> None:
    """Refuse to overwrite a part that somebody else published since the editor's page was painted."""
    base = tenancy.read_revision(tenant_id, seen)
    for name in wanted:
        if getattr(base, name) != getattr(current, name):
            raise Conflict("house.changed_meanwhile", part=name)


def _ensure_fits_scheduled(editor: Editor, marks: list[RevisionMark], document: RegencyDocument) -> None:
    """Refuse a house that a law published for later would not fit, such as a language without consent text."""
    for mark in marks:
        if mark.part is RevisionPart.HOUSE or mark.applied_from <= editor.today:
            continue
        law = law_part(tenancy.read_revision(editor.tenant_id, mark.number))
        try:
            change_document(document, **dict(law))
        except DocumentInvalid:
            raise Refusal("house.breaks_scheduled", number=mark.number, day=mark.applied_from) from None
