"""Questions that a regency asks in its own words, and their publication."""

from typing import Any

from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import Form, Option, OwnQuestion
from sertakan.tenancy.document.part import Label
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart


def question(key: str = "nama_kelompok", kind: Any = "short", **chosen: Any) -> OwnQuestion:
    """Return a question in both languages; one that chooses has three options."""
    values = {
        "label": Label(id="Nama kelompok", ban="Wastan kelompok"),
        "options": tuple(
            Option(value=value, label=Label(id=value.title(), ban=f"{value.title()} ban"))
            for value in ("ya", "tidak", "lain")
        )
        if kind in {"one_of", "several_of"}
        else (),
        **chosen,
    }
    return OwnQuestion(key=key, kind=kind, **values)


def publish_questions(tenant_id: int, *questions: OwnQuestion, number: int = 2) -> None:
    """Publish a law that asks these questions and is otherwise the first one."""
    document = tenancy.read_revision(tenant_id, 1)
    asked = document.with_parts(form=Form(**{**dict(document.form), "questions": questions}))
    begins = max(mark.applied_from for mark in tenancy.list_marks(tenant_id))
    mark = RevisionMark(number=number, part=RevisionPart.LAW, applied_from=begins)
    tenancy.keep_revision(tenant_id, asked, mark, Credit(origin=Origin.BROWSER))
