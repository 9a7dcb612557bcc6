"""Every endpoint and who may enter it; a page that is not written here is not meant to exist."""

from sertakan.identity.model import OversightRole
from sertakan.identity.permissions import Permission
from sertakan.web.access import Access, Door

_EVERY_SITE = ("portal", "regency", "oversight")
ANYBODY = {
    *(f"{site}-{name}" for site in (*_EVERY_SITE, "elsewhere") for name in ("healthz", "readyz")),
    *(f"{site}-static" for site in _EVERY_SITE),
    *(f"language_{site}.change" for site in _EVERY_SITE),
    *("public.home", "public.theme", "public.logo"),
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
    "opening.show": Permission.SEE_SETTINGS,
    "opening.paper": Permission.SEE_SETTINGS,
    **dict.fromkeys(
        (
            *("languages.show", "languages.save", "sentences.listing", "sentences.show", "sentences.save"),
            *("translating.download", "translating.show", "translating.upload"),
        ),
        Permission.EDIT_HOUSE,
    ),
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
