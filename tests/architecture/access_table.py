"""Every endpoint and who may enter it; a page that is not written here is not meant to exist."""

from sertakan.identity.model import OversightRole
from sertakan.identity.permissions import Permission
from sertakan.web.access import Access, Door

_EVERY_SITE = ("portal", "regency", "oversight")
ANYBODY = {
    *(f"{site}-{name}" for site in (*_EVERY_SITE, "elsewhere") for name in ("healthz", "readyz")),
    *(f"{site}-static" for site in _EVERY_SITE),
    *(f"language_{site}.change" for site in _EVERY_SITE),
    *("public.home", "public.theme", "public.logo", "public.icon"),
    *("sign_in.show", "sign_in.sign_in", "sign_in.sign_out"),
    *("reset.show", "reset.begin", "reset.ask_code", "reset.prove", "reset.send_again"),
    *("reset.ask_password", "reset.change"),
    *("centre_account.show", "centre_account.sign_in", "centre_account.sign_out"),
}
VISITOR = {
    "portal.home",
    *("sign_up.show", "sign_up.begin", "sign_up.ask_code", "sign_up.confirm", "sign_up.send_again"),
    "outbox.show",
    *("reading.help_page", "reading.regulation", "reading.earlier_regulation", "reading.privacy"),
    *("precheck.show_precheck", "precheck.precheck", "precheck.show_outcome"),
    *("refusing.show_refusal", "refusing.refuse", "refusing.refused"),
}
SPONSOR = {
    *(
        "sponsor.home",
        "sponsor.workers",
        "sponsor.worker",
        "sponsor.sent",
        "sponsor.receipt",
        "sponsor.account",
    ),
    *("drafting.begin_form", "drafting.begin", "drafting.resume", "drafting.show_step", "drafting.keep_step"),
    *("drafting.ask_discard", "drafting.discard"),
    *("consenting.show_consent", "consenting.keep_consent", "consenting.show_code", "consenting.check_code"),
    *("submitting.show_check", "submitting.submit", "answering.show_question", "answering.keep_answer"),
    *("slips.slip", "slips.code_picture"),
}
HOUSE = {
    *(
        f"house_{name}.{view}"
        for name in ("branding", "contacts", "privacy", "words")
        for view in ("show", "save")
    ),
    *("house_branding.stylesheet", "house_preview.home", "house_preview.form"),
    *("house_pictures.show", "house_pictures.save", "house_pictures.remove"),
    *("house_domain.show", "house_domain.connect", "house_domain.ask_removal", "house_domain.remove"),
    *("house_messages.show", "house_messages.save", "house_messages.show_text"),
    *("house_messages.save_text", "house_messages.reset_text"),
    *("house_calendar.show", "house_calendar.add", "house_calendar.take_over", "house_calendar.remove"),
    *("house_history.show", "house_history.ask_undo", "house_history.undo"),
}
STAFF = {
    "dashboard.figures": Permission.SEE_FIGURES,
    "dashboard.outbox": Permission.SEE_OUTBOX,
    "enrolments.listing": Permission.SEE_ENROLMENTS,
    "enrolments.search": Permission.SEE_ENROLMENTS,
    "export.download": Permission.EXPORT_ENROLMENTS,
    "cases.show": Permission.SEE_ENROLMENTS,
    "cases.reveal": Permission.REVEAL_NIK,
    "cases.proof": Permission.DECIDE_ENROLMENTS,
    "decisions.approve": Permission.DECIDE_ENROLMENTS,
    "decisions.ask": Permission.DECIDE_ENROLMENTS,
    "decisions.reject": Permission.DECIDE_ENROLMENTS,
    "people.listing": Permission.SEE_STAFF,
    "chain.listing": Permission.SEE_AUDIT,
    "chain.verify": Permission.SEE_AUDIT,
    "settings.show": Permission.SEE_SETTINGS,
    "settings.in_force": Permission.SEE_SETTINGS,
    **dict.fromkeys(HOUSE, Permission.EDIT_HOUSE),
    "opening.show": Permission.SEE_SETTINGS,
    "opening.paper": Permission.SEE_SETTINGS,
    **dict.fromkeys(
        (f"opening.{name}" for name in ("show_item", "settle", "take_back", "ask", "withdraw")),
        Permission.EDIT_HOUSE,
    ),
}
OPERATOR = {
    *("founding.show", "founding.found", "spaces.show", "spaces.rehearse", "spaces.suspend"),
    *("spaces.resume", "spaces.begin_opening"),
}
OVERSEER = {
    *("oversight.home", "oversight.export", "oversight_regency.show", "oversight_rules.show"),
    "oversight_acts.show",
}

ACCESS: dict[str, Access] = {
    **dict.fromkeys(ANYBODY, Access(Door.ANYBODY)),
    **dict.fromkeys(VISITOR, Access(Door.VISITOR)),
    **dict.fromkeys(SPONSOR, Access(Door.SPONSOR)),
    **{endpoint: Access(Door.STAFF, permission) for endpoint, permission in STAFF.items()},
    **dict.fromkeys(OVERSEER, Access(Door.OVERSEER)),
    **dict.fromkeys(OPERATOR, Access(Door.OVERSEER, role=OversightRole.OPERATOR)),
}
