"""Sign up as a sponsor: who you are, then the code that proves your contact."""

from uuid import UUID

from flask import flash, redirect, request, session
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.apparatus.service.verifying import verify_number
from sertakan.enrolment.service import sponsors
from sertakan.identity.model import Challenge, Contact, SignUpWish
from sertakan.identity.service import sessions, sign_up
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.notifications import texts
from sertakan.notifications.model import Channel
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState
from sertakan.web.access import visitors
from sertakan.web.application import SiteBlueprint
from sertakan.web.links import address_here
from sertakan.web.public.account.forms import (
    ASN,
    CATEGORIES,
    CategoryForm,
    CodeForm,
    SignUpForm,
    category_word,
)
from sertakan.web.public.account.pending import (
    MINUTES,
    CodePage,
    Pending,
    service_name,
    tell,
    usual_channel,
    wished_channel,
)
from sertakan.web.public.account.sign_in import wanted
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.tickets import keep_ticket, origin
from sertakan.web.visit import visit

blueprint = SiteBlueprint("sign_up", __name__, site=Site.REGENCY)
_PENDING = "daftar"
_PRECHECK = "precheck"
_IS_ASKED = "asked"
_SPONSOR_HOME = "/sponsor/"


@blueprint.get("/daftar")
@visitors
def show() -> str | Response:
    """Ask as what somebody takes part, then for the rest."""
    if visit().actor:
        return redirect(wanted() or _SPONSOR_HOME, code=303)
    category = _chosen_category()
    if category is None:
        return paint("public/account/category.html", form=_category_form(), next=wanted())
    return paint("public/account/sign_up.html", **_context(_form(category)))


@blueprint.post("/daftar")
@visitors
def begin() -> Response:
    """Keep the wish and send a code to the contact; nothing else happens yet."""
    if visit().actor:
        return redirect(wanted() or _SPONSOR_HOME, code=303)
    category = request.form.get("category", "")
    if category not in _offered():
        return redirect("/daftar", code=303)
    form = _form(category)
    if not form.validate():
        return answer("public/account/sign_up.html", 400, **_context(form))
    here = visit()
    try:
        challenge = sign_up.begin(
            here.tenant,
            _wish(form),
            str(form.password.data),
            invited=_invited(),
            network=origin().network,
            now=here.now,
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("public/account/sign_up.html", refusal, **_context(form))
    _tell(challenge, usual_channel(challenge.contact.kind))
    Pending.of(challenge, wanted()).keep(_PENDING)
    return redirect("/daftar/kode", code=303)


@blueprint.get("/daftar/kode")
@visitors
def ask_code() -> str | Response:
    """Ask for the code that was sent."""
    pending = Pending.find(_PENDING)
    if pending is None or visit().actor:
        return redirect("/daftar", code=303)
    return paint("public/account/code.html", **_code_context(CodeForm(), pending))


@blueprint.post("/daftar/kode")
@visitors
def confirm() -> Response:
    """Make the account if the code is right, and sign its owner in."""
    pending = Pending.find(_PENDING)
    if pending is None:
        return redirect("/daftar", code=303)
    form = CodeForm()
    if not form.validate():
        return answer("public/account/code.html", 400, **_code_context(form, pending))
    try:
        _make_account(pending, str(form.code.data))
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("public/account/code.html", refusal, **_code_context(form, pending))
    session.pop(_PENDING)
    return redirect(pending.next or _SPONSOR_HOME, code=303)


@blueprint.post("/daftar/kode/ulang")
@visitors
def send_again() -> Response:
    """Send another code; the one before no longer counts."""
    pending = Pending.find(_PENDING)
    if pending is None:
        return redirect("/daftar", code=303)
    here = visit()
    try:
        challenge = sign_up.renew(here.tenant.id, pending.id, now=here.now)
    except Refusal as refusal:
        form = CodeForm(formdata=None)
        form.add_refusal(refusal)
        return answer_refusal("public/account/code.html", refusal, **_code_context(form, pending))
    _tell(challenge, wished_channel(pending.kind))
    flash(_("Kode baru sudah dikirim. Kode sebelumnya tidak berlaku lagi."), "success")
    return redirect("/daftar/kode", code=303)


def _make_account(pending: Pending, code: str) -> None:
    tenant, now = visit().tenant, visit().now
    made = sign_up.confirm(tenant.id, pending.id, code, now=now)
    wish = made.wish
    sponsors.register_sponsor(
        tenant.id,
        account_id=made.account_id,
        category=wish.category,
        name=wish.name,
        nip=wish.nip,
        nik=wish.nik,
        work_unit_id=wish.work_unit_id,
        organisation=wish.organisation,
        now=now,
    )
    if wish.nip is not None:
        verify_number(tenant.id, wish.nip)
    keep_ticket(sessions.begin_session(tenant.id, made.account_id, origin=origin(), now=now))


def _tell(challenge: Challenge, channel: Channel) -> None:
    words, service = visit().regency.messages, service_name()
    if challenge.code is None:
        kind = texts.ACCOUNT_EXISTS
        text = texts.write(kind, words, service=service, address=address_here("/masuk"))
    else:
        kind = texts.VERIFICATION_CODE
        text = texts.write(kind, words, service=service, code=challenge.code, minutes=MINUTES)
    tell(challenge, channel, kind.name, text)


def _invited() -> frozenset[str]:
    return frozenset(visit().regency.programme.sponsor_categories)


def _offered() -> tuple[str, ...]:
    allowed = set(_invited())
    if allowed & {"pns", "pppk"}:
        allowed.add(ASN)
    return tuple(category for category in CATEGORIES if category in allowed)


def _category_form() -> CategoryForm:
    form = CategoryForm(formdata=request.args if _IS_ASKED in request.args else None)
    form.category.choices = [SelectChoice(code, category_word(code, _invited())) for code in _offered()]
    if _IS_ASKED in request.args:
        form.validate()
    return form


def _chosen_category() -> str | None:
    chosen = request.args.get("category")
    if chosen is None:
        # Whoever came through the pre-check has said it already.
        answers = session.get(_PRECHECK)
        chosen = str(answers.get("sponsor")) if isinstance(answers, dict) else None
        chosen = ASN if chosen in {"pns", "pppk"} else chosen
    return chosen if chosen in _offered() else None


def _form(category: str) -> SignUpForm:
    return SignUpForm(
        category, tenancy.list_work_units(visit().tenant.id, only_open=True), invited=_invited()
    )


def _is_trial() -> bool:
    return visit().tenant.state is SpaceState.TRIAL


def _wish(form: SignUpForm) -> SignUpWish:
    unit = form.said("work_unit_id")
    contact: Contact = form.contact.contact()
    return SignUpWish(
        category=form.category,
        name=str(form.full_name.data),
        contact=contact,
        nip=form.said("nip"),
        nik=form.said("nik"),
        work_unit_id=UUID(unit) if unit else None,
        organisation=None if unit else form.said("organisation"),
    )


def _context(form: SignUpForm) -> dict[str, object]:
    return {"form": form, "next": wanted(), "is_trial": _is_trial()}


def _code_context(form: CodeForm, pending: Pending) -> dict[str, object]:
    return CodePage(home="/daftar", address="/daftar/kode", go_on=_("Buat akun")).context(form, pending)
