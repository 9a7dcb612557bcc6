"""Write the law part in a draft: one at a time, by several people, without losing anybody's change."""

from sqlalchemy.exc import IntegrityError

from sertakan.audit.service import record
from sertakan.configuration.errors import SectionCollided
from sertakan.configuration.events import DraftDiscarded, DraftOpened
from sertakan.configuration.model import (
    LAW_SECTIONS,
    Choices,
    Draft,
    DraftState,
    Editor,
    Plain,
    SectionChange,
    SectionContent,
)
from sertakan.configuration.repository import drafts as repository
from sertakan.configuration.rules.merging import merge
from sertakan.configuration.rules.shape import ensure_shape
from sertakan.kernel.refusal import Conflict, NotFound
from sertakan.persistence.database import tenant_session
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import plain_part, propose_document
from sertakan.tenancy.model import RevisionPart

_OPEN_KEY = "uq_configuration_draft_open"


def find_draft(tenant_id: int) -> Draft | None:
    """Return the draft that is edited or waits for approval, if there is one."""
    return repository.find_open_draft(tenant_id)


def open_draft(editor: Editor, *, restores: int | None = None) -> Draft:
    """Return the open draft, locked for a change; without one, begin it on the newest published law."""
    known = repository.find_open_draft(editor.tenant_id, lock=True)
    if known is not None:
        return known
    base = newest_law(editor.tenant_id)
    try:
        with tenant_session().begin_nested():
            repository.insert_draft(editor.tenant_id, base, restores, editor.account_id, editor.now)
    except IntegrityError as error:
        # Two people began at the same moment; both go on in the draft of whoever was first.
        if _OPEN_KEY not in str(error.orig):
            raise
    else:
        record(DraftOpened(base=base, restores=restores), at=editor.now, actor_id=editor.account_id)
    return _get_locked(editor.tenant_id)


def _get_locked(tenant_id: int) -> Draft:
    draft = repository.find_open_draft(tenant_id, lock=True)
    if draft is None:
        raise Conflict("draft.closed")
    return draft


def newest_law(tenant_id: int) -> int:
    """Return the number of the law published last, also where it is only scheduled.

    :raises NotFound: revision.unknown
    """
    laws = [mark.number for mark in tenancy.list_marks(tenant_id) if mark.part is not RevisionPart.HOUSE]
    if not laws:
        raise NotFound("revision.unknown")
    return max(laws)


def newest_house(tenant_id: int) -> int:
    """Return the number of the revision whose words and looks hold now."""
    return max(mark.number for mark in tenancy.list_marks(tenant_id) if mark.part is not RevisionPart.LAW)


def read_base(tenant_id: int) -> RegencyDocument:
    """Return the newest published law in the house of today, which a draft is compared with."""
    house = tenancy.read_revision(tenant_id, newest_house(tenant_id))
    law = tenancy.read_revision(tenant_id, newest_law(tenant_id))
    return house.with_parts(**{name: getattr(law, name) for name in LAW_SECTIONS})


def read_sections(tenant_id: int) -> dict[str, SectionContent]:
    """Return every section as it stands: as the open draft has it, or as it was published last."""
    number = newest_law(tenant_id)
    published = tenancy.read_revision(tenant_id, number)
    draft = repository.find_open_draft(tenant_id)
    drafted = repository.list_newest_sections(tenant_id, draft.id) if draft else {}
    return {name: drafted.get(name) or _published(published, number, name) for name in LAW_SECTIONS}


def read_section(tenant_id: int, section: str) -> SectionContent:
    """Return one section as it stands: as the open draft has it, or as it was published last."""
    return read_sections(tenant_id)[section]


def _published(document: RegencyDocument, number: int, section: str) -> SectionContent:
    return SectionContent(section=section, version=-number, values=plain_part(document, section))


def read_proposal(tenant_id: int) -> RegencyDocument:
    """Return the document as the open draft would make it, in the house of today.

    :raises DocumentInvalid: with every fault of the draft and its path
    """
    house = tenancy.read_revision(tenant_id, newest_house(tenant_id))
    plain = {name: content.values for name, content in read_sections(tenant_id).items()}
    return propose_document(house, plain)


def list_changed_sections(tenant_id: int) -> tuple[str, ...]:
    """Return the sections in which the open draft differs from the newest published law."""
    published = tenancy.read_revision(tenant_id, newest_law(tenant_id))
    return tuple(
        name
        for name, content in read_sections(tenant_id).items()
        if content.version > 0 and content.values != plain_part(published, name)
    )


def save_section(
    editor: Editor, section: str, values: Plain, seen_version: int, *, choices: Choices | None = None
) -> SectionContent:
    """Keep a section as an editor wrote it, brought together with what others wrote meanwhile.

    `seen_version` is the version that the editor's form was painted from; `choices` decide collisions by path.
    Nothing new keeps nothing. Without an open draft, this begins one.

    :raises Refusal: draft.section_unknown, draft.shape, draft.section_large
    :raises SectionCollided: when somebody else changed the same field differently and no choice decides
    :raises Conflict: draft.submitted while the draft waits for approval
    :raises NotFound: draft.version_unknown
    """
    ensure_shape(section, values)
    current = read_section(editor.tenant_id, section)
    if values == current.values:
        return current
    draft = open_draft(editor)
    if draft.state is not DraftState.EDITING:
        raise Conflict("draft.submitted")
    # Read again behind the lock: whoever held it has written.
    current = read_section(editor.tenant_id, section)
    seen = (
        current if seen_version == current.version else read_version(editor.tenant_id, section, seen_version)
    )
    merged = merge(section, seen.values, values, current.values, choices)
    if merged.collisions:
        raise SectionCollided(section, merged.collisions, current=current.version)
    return _keep(editor, draft, section, merged.values, current)


def _keep(
    editor: Editor, draft: Draft, section: str, values: Plain, current: SectionContent
) -> SectionContent:
    if values == current.values:
        return current
    # Two changes that fit field by field may still not fit in form, such as two lists brought together.
    ensure_shape(section, values)
    version = repository.highest_version(editor.tenant_id, section) + 1
    content = SectionContent(section=section, version=version, values=values)
    repository.insert_section(editor.tenant_id, draft.id, content, editor.account_id, editor.now)
    return content


def read_version(tenant_id: int, section: str, version: int) -> SectionContent:
    """Return a section as a form was painted from it: a draft's version, or a published revision.

    :raises NotFound: draft.version_unknown, revision.unknown
    """
    if version < 0:
        return _published(tenancy.read_revision(tenant_id, -version), -version, section)
    found = repository.find_section_version(tenant_id, section, version)
    if found is None:
        raise NotFound("draft.version_unknown", version=version)
    return found


def list_history(tenant_id: int, section: str | None = None) -> list[SectionChange]:
    """Return who kept what in the open draft, or in one of its sections, newest first."""
    draft = repository.find_open_draft(tenant_id)
    return repository.list_changes(tenant_id, draft.id, section=section) if draft else []


def discard_draft(editor: Editor) -> None:
    """Throw the open draft away; what it held stays on record and is never published.

    :raises Conflict: draft.closed, draft.submitted
    """
    draft = _get_locked(editor.tenant_id)
    if draft.state is not DraftState.EDITING:
        raise Conflict("draft.submitted")
    sections = list_changed_sections(editor.tenant_id)
    closed = {"state": DraftState.DISCARDED, "closed_by": editor.account_id, "closed_at": editor.now}
    repository.update_draft(editor.tenant_id, draft.id, closed)
    event = DraftDiscarded(sections=sections)
    record(event, at=editor.now, actor_id=editor.account_id, subject_id=draft.id)
