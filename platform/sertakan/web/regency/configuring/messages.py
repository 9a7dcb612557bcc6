"""In whose name messages go out, and in which words where the regency has its own."""

from dataclasses import dataclass

from flask import flash, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from sertakan.configuration.service.house import publish_house
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.messages import LANGUAGES
from sertakan.notifications.model import Channel
from sertakan.notifications.rules import ensure_complete, ensure_fills, fill, measure_sms
from sertakan.notifications.texts import KINDS, Kind, find_own, standard
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import Language, Messages, MessageTemplate, RegencyDocument
from sertakan.tenancy.document.part import Part
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import LongTextField, PageForm, TextField
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.editing import editor_at_hand, seen_revision
from sertakan.web.regency.configuring.house_page import (
    HOME,
    Holding,
    HousePage,
    Theirs,
    holding,
    one_press,
    show_fault,
)
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.rendering import answer
from sertakan.web.visit import visit

_PATH = f"{HOME}/pesan"
blueprint = SiteBlueprint("house_messages", __name__, site=Site.REGENCY, url_prefix=_PATH)


class SenderForm(PageForm):
    """Hold the sender's name and the last lines of a letter."""

    sender_name = TextField(_l("Nama pengirim"), longest=60)
    signature = LongTextField(_l("Penutup surel"), longest=500)


class TextForm(PageForm):
    """Hold the regency's own text of one message in one language."""

    subject = TextField(_l("Judul surel"), required=False, longest=300)
    body = LongTextField(_l("Isi pesan"), longest=4_000)


def _make(document: RegencyDocument | None) -> SenderForm:
    return SenderForm(formdata=None, data=dict(document.messages)) if document else SenderForm()


def _read(form: PageForm, document: RegencyDocument) -> Part:
    return document.messages.model_copy(update=form.data)


def _list_texts(_form: PageForm, document: RegencyDocument) -> dict[str, object]:
    rows = [
        (
            kind,
            [
                (code, LANGUAGES[code], find_own(kind, document.messages, code))
                for code in document.languages.offered
            ],
        )
        for kind in KINDS.values()
    ]
    return {"rows": rows}


PAGE = HousePage(
    part="messages",
    path=_PATH,
    template="regency/configuring/messages.html",
    make=_make,
    read=_read,
    saved=_l("Pengirim dan penutup tersimpan. Pesan berikutnya sudah memakainya."),
    context=_list_texts,
)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> Response:
    """Show the sender and the list of messages."""
    return PAGE.show()


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def save() -> Response:
    """Publish sender and signature."""
    return PAGE.save()


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: Kind
    language: Language

    @property
    def path(self) -> str:
        return f"{_PATH}/{self.kind.name}/{self.language}"


def _asked(message: str, language: str) -> _Asked:
    if message not in KINDS or language not in visit().regency.languages.offered:
        raise NotFound
    return _Asked(KINDS[message], language)


@blueprint.get("/<message>/<language>")
@staff(Permission.EDIT_HOUSE)
def show_text(message: str, language: str) -> Response:
    """Show one message in one language, as it is sent now."""
    asked, now = _asked(message, language), holding()
    subject, body = _current(asked, now.document)
    return _painted(asked, TextForm(formdata=None, data={"subject": subject, "body": body}), now, 200)


@blueprint.post("/<message>/<language>")
@staff(Permission.EDIT_HOUSE)
def save_text(message: str, language: str) -> Response:
    """Publish the typed text, or only show how it would read."""
    asked, form, now = _asked(message, language), TextForm(), holding()
    if not form.validate() or not _is_sound(asked.kind, form):
        return _painted(asked, form, now, 400, seen=seen_revision())
    if "preview" in request.form:
        return _painted(asked, form, now, 200, seen=seen_revision())
    try:
        publish_house(editor_at_hand(), {"messages": _with_text(asked, form, now)}, seen=seen_revision())
    except DocumentInvalid as invalid:
        for fault in invalid.errors:
            show_fault(form, fault, fault.path.rpartition(".")[2])
        return _painted(asked, form, now, 400, seen=seen_revision())
    except Conflict as conflict:
        return _settle(asked, form, conflict)
    flash(_("Teks tersimpan. Pesan berikutnya sudah memakainya."), "success")
    return redirect(_PATH, code=303)


@blueprint.post("/<message>/<language>/baku")
@staff(Permission.EDIT_HOUSE)
def reset_text(message: str, language: str) -> Response:
    """Go back to the standard text."""
    asked = _asked(message, language)
    messages = _without(asked, holding().document.messages)
    return one_press(
        lambda: publish_house(editor_at_hand(), {"messages": messages}, seen=seen_revision()),
        asked.path,
        _("Teks baku dipakai lagi."),
    )


def _current(asked: _Asked, document: RegencyDocument) -> tuple[str, str]:
    own = find_own(asked.kind, document.messages, asked.language)
    return (own.subject, own.body) if own else standard(asked.kind, asked.language)


def _is_sound(kind: Kind, form: TextForm) -> bool:
    for name in ("subject", "body"):
        try:
            ensure_fills(form.value(name) or "", kind.placeholders, field=name)
            if name == "body":
                ensure_complete(form.value(name), kind.placeholders, field=name)
        except Refusal as refusal:
            form.add_refusal(refusal)
    return not form.has_problems()


def _without(asked: _Asked, messages: Messages) -> Messages:
    kept = tuple(
        own for own in messages.templates if (own.template, own.language) != (asked.kind.name, asked.language)
    )
    return messages.model_copy(update={"templates": kept})


def _with_text(asked: _Asked, form: TextForm, now: Holding) -> Messages:
    """Return the messages with the typed text; one that equals the standard is none of their own."""
    plain_subject, plain_body = standard(asked.kind, asked.language)
    subject, body = form.value("subject") or plain_subject, form.value("body")
    others = _without(asked, now.document.messages)
    if (subject, body) == (plain_subject, plain_body):
        return others
    own = MessageTemplate.model_construct(
        template=asked.kind.name, language=asked.language, subject=subject, body=body
    )
    return others.model_copy(update={"templates": (*others.templates, own)})


def _settle(asked: _Asked, form: TextForm, conflict: Conflict) -> Response:
    """Keep what was typed, and show what the other published beside it."""
    now = holding()
    subject, body = _current(asked, now.document)
    pairs = ((form.subject, subject), (form.body, body))
    theirs = [
        Theirs(label=field.label.text, theirs=text, typed=str(field.data))
        for field, text in pairs
        if field.data != text
    ]
    context = _context(asked, form, now)
    return answer_refusal(
        "regency/configuring/message.html",
        conflict,
        **context,
        seen=now.number,
        theirs=theirs,
        conflict=conflict,
    )


def _painted(asked: _Asked, form: TextForm, now: Holding, status: int, seen: int | None = None) -> Response:
    context = {**_context(asked, form, now), "seen": now.number if seen is None else seen}
    return answer("regency/configuring/message.html", status, **context, theirs=(), conflict=None)


def _context(asked: _Asked, form: TextForm, now: Holding) -> dict[str, object]:
    samples = {each.word: each.sample for each in asked.kind.placeholders}
    body = fill(str(form.body.data or ""), samples)
    return {
        "form": form,
        "kind": asked.kind,
        "language": LANGUAGES[asked.language],
        "language_code": asked.language,
        "path": asked.path,
        "document": now.document,
        "is_own": find_own(asked.kind, now.document.messages, asked.language) is not None,
        "standard": standard(asked.kind, asked.language),
        "shown_subject": fill(str(form.subject.data or standard(asked.kind, asked.language)[0]), samples),
        "shown_body": body,
        "sms": measure_sms(body) if Channel.SMS in asked.kind.channels else None,
    }


def _standing() -> Standing:
    own = len(visit().regency.messages.templates)
    told = _("%(count)s teks memakai kata sendiri.", count=own) if own else None
    return Standing(condition=Condition.COMPLETE, missing=told)


SECTION = Section(
    side=Side.HOUSE,
    title=_l("Pesan"),
    summary=_l("Pengirim, penutup, teks tiap pesan"),
    path=_PATH,
    permission=Permission.EDIT_HOUSE,
    standing=_standing,
)
