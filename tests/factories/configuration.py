"""Drafts of a law part, laws that are published and what is counted of them, and papers of an opening."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.factories.papers import PDF
from tests.factories.tenancy import make

from sertakan.configuration.model import Editor
from sertakan.configuration.service import drafts
from sertakan.configuration.service.texts import keep_text
from sertakan.configuration.tables import (
    ConfigurationDraftRow,
    ConfigurationDraftSectionRow,
    OpeningItemRow,
    RetrospectiveCaseRow,
    WhatIfRunRow,
)
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import Label, OwnQuestion, RegencyDocument, RuleTest
from sertakan.tenancy.document_file import plain_part
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart

_LONG_AGO = datetime(2026, 11, 1, 2, tzinfo=UTC)


def make_law_draft(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Make an open draft that changed nothing yet."""
    values = {"state": "editing", "base": 1, "started_by": account_id, "started_at": _LONG_AGO, **chosen}
    return make(ConfigurationDraftRow, tenant_id, **values)


def make_law_section(
    tenant_id: int,
    draft_id: UUID,
    account_id: UUID,
    section: str = "programme",
    *,
    content: Any = None,
    **changed: Any,
) -> UUID:
    """Make the first version of a section: as it was published first, but for what is given."""
    published = plain_part(tenancy.read_revision(tenant_id, 1), section)
    return make(
        ConfigurationDraftSectionRow,
        tenant_id,
        draft_id=draft_id,
        section=section,
        version=1,
        content=content or {**published, **changed},
        edited_by=account_id,
        edited_at=_LONG_AGO,
    )


def make_opening_item(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Make an item of an opening's checklist that was settled by a reason."""
    values = {"item": "diskominfo", "reason": "Menunggu surat", "settled_by": account_id, **chosen}
    return make(OpeningItemRow, tenant_id, settled_at=_LONG_AGO, **values)


def write_law_draft(tenant_id: int, account_id: UUID) -> None:
    """Write a draft with a regulation's text, one rule test and one own question, as an editor would."""
    now = datetime.now(UTC)
    editor = Editor(tenant_id=tenant_id, account_id=account_id, today=now.date(), now=now)
    text = keep_text(tenant_id, PDF, account_id).model_dump(mode="json")
    test = {"name": "Petani", "month": "2026-11", "occupation": "petani_pekebun", "cost": 8400}
    tested = RuleTest.model_validate(test).model_dump(mode="json")
    regulation = drafts.read_section(tenant_id, "regulation")
    drafts.save_section(editor, "regulation", {**regulation.values, "text": text}, regulation.version)
    drafts.save_section(editor, "rule_tests", [tested], drafts.read_section(tenant_id, "rule_tests").version)
    form = drafts.read_section(tenant_id, "form")
    asked = OwnQuestion(key="banjar", kind="short", label=Label(id="Banjar pekerja"))
    drafts.save_section(
        editor, "form", {**form.values, "questions": [asked.model_dump(mode="json")]}, form.version
    )


def make_what_if_run(tenant_id: int, account_id: UUID, **chosen: Any) -> UUID:
    """Make a count that waits for the worker."""
    values = {
        "state": "waiting",
        "base": 1,
        "fingerprint": "sidik",
        "as_of": _LONG_AGO.date(),
        "asked_by": account_id,
        "asked_at": _LONG_AGO,
        **chosen,
    }
    return make(WhatIfRunRow, tenant_id, **values)


def make_retrospective_case(tenant_id: int, enrolment_id: UUID, **chosen: Any) -> UUID:
    """Make a decision that a law reaching back would have made otherwise, which nobody has looked at."""
    values = {
        "revision": 2,
        "decided_on": _LONG_AGO.date(),
        "old_verdict": "yes",
        "old_total": 25_200,
        "new_verdict": "no",
        "new_total": 25_200,
        "grounds": [],
        "listed_at": _LONG_AGO,
        **chosen,
    }
    return make(RetrospectiveCaseRow, tenant_id, enrolment_id=enrolment_id, **values)


def publish_law(tenant_id: int, number: int, applied_from: date, **chosen: Any) -> RegencyDocument:
    """Publish the first law anew with other parts, as an approval would."""
    document = tenancy.read_revision(tenant_id, 1).with_parts(**chosen)
    mark = RevisionMark(number=number, part=RevisionPart.LAW, applied_from=applied_from)
    tenancy.keep_revision(tenant_id, document, mark, Credit(origin=Origin.BROWSER))
    return document
