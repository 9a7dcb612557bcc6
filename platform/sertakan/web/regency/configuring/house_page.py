"""What every page of the house does: show a part, keep what is typed, publish at once, and settle with others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect
from flask_babel.speaklater import LazyString
from werkzeug.wrappers import Response

from sertakan.configuration.service.house import publish_house
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation.document_faults import sentence_of
from sertakan.localisation.document_labels import label_of
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document.part import Part
from sertakan.tenancy.document_file import DocumentError, DocumentInvalid
from sertakan.web.forms import PageForm
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.editing import editor_at_hand, seen_revision
from sertakan.web.rendering import answer
from sertakan.web.visit import visit

HOME = "/kelola/pengaturan"


@dataclass(frozen=True, kw_only=True, slots=True)
class Holding:
    """Hold the document in force as the database has it now, with the number of its house."""

    document: RegencyDocument
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Theirs:
    """Show one field in which somebody else's words and the typed ones differ."""

    label: str
    theirs: str
    typed: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HousePage:
    """Describe one part of the house with its form.

    `make` fills the form from a document, or from what was typed when there is none; `field_of` names the field
    that a fault's path below the part concerns.
    """

    part: str
    path: str
    template: str
    make: Callable[[RegencyDocument | None], PageForm]
    read: Callable[[PageForm, RegencyDocument], Part]
    saved: LazyString
    context: Callable[[PageForm, RegencyDocument], dict[str, Any]] = lambda form, document: {}
    field_of: Callable[[str], str] = lambda path: path.replace(".", "_")

    def show(self) -> Response:
        """Show the part as it holds now."""
        now = holding()
        return self.painted(self.make(now.document), now, 200)

    def save(self) -> Response:
        """Publish what was typed, or show it again with what keeps it from being published."""
        form, now = self.make(None), holding()
        if not form.validate():
            return self.painted(form, now, 400, seen=seen_revision())
        try:
            publish_house(editor_at_hand(), {self.part: self.read(form, now.document)}, seen=seen_revision())
        except DocumentInvalid as invalid:
            self._show_faults(form, invalid)
            return self.painted(form, now, 400, seen=seen_revision())
        except Conflict as conflict:
            return self._settle(form, conflict)
        except Refusal as refusal:
            form.add_refusal(refusal)
            return self.painted(form, now, 400, seen=seen_revision())
        flash(str(self.saved), "success")
        return redirect(self.path, code=303)

    def painted(self, form: PageForm, now: Holding, status: int, **more: Any) -> Response:
        """Return the page of the part."""
        shown: dict[str, Any] = {"seen": now.number, "theirs": (), "conflict": None, **more}
        return answer(
            self.template,
            status,
            form=form,
            document=now.document,
            path=self.path,
            **shown,
            **self.context(form, now.document),
        )

    def _show_faults(self, form: PageForm, invalid: DocumentInvalid) -> None:
        for fault in invalid.errors:
            show_fault(form, fault, self.field_of(fault.path.removeprefix(f"{self.part}.")))

    def _settle(self, form: PageForm, conflict: Conflict) -> Response:
        """Take over what only the other changed, and show side by side what both did."""
        now = holding()
        base = self.make(tenancy.read_revision(visit().tenant.id, seen_revision()))
        current = self.make(now.document)
        differing = []
        for field in form:
            mine, before, theirs = (_plain(each[field.name].data) for each in (form, base, current))
            if mine == before:
                field.process(None, current[field.name].data)
            elif mine != theirs and theirs != before:
                differing.append(
                    Theirs(label=field.label.text, theirs=str(theirs or "–"), typed=str(mine or "–"))
                )
        return answer_refusal(
            self.template,
            conflict,
            form=form,
            document=now.document,
            path=self.path,
            seen=now.number,
            theirs=differing,
            conflict=conflict,
            **self.context(form, now.document),
        )


def _plain(value: object) -> object:
    return value or ""


def holding() -> Holding:
    """Return the document in force; read anew, because what was just published may not be in memory yet."""
    here = visit()
    revisions = tenancy.revisions_on(here.tenant.id, here.today)
    return Holding(document=tenancy.read_in_force(here.tenant.id, revisions), number=revisions.house)


def show_fault(form: PageForm, fault: DocumentError, name: str) -> None:
    """Show a fault of the document at the field it concerns, or on top with the name of the field."""
    text = sentence_of(fault)
    if name in form:
        form[name].errors = [*form[name].errors, text]
        return
    label = label_of(fault.path)
    form.form_errors.append(_("%(field)s: %(fault)s", field=label, fault=text) if label else text)


def one_press(publish: Callable[[], int], path: str, told: str) -> Response:
    """Publish one small thing and say so; a conflict leads to a page of its own."""
    try:
        publish()
    except Conflict as conflict:
        return answer_refusal(
            "regency/configuring/changed_meanwhile.html", conflict, refusal=conflict, href=path
        )
    flash(told, "success")
    return redirect(path, code=303)
