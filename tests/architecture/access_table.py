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
    *("second_step.show", "second_step.prove", "second_step.prove_by_passkey", "second_step.challenge"),
    # The link itself is the key; a space may still be a draft when its first people are invited.
    *("joining.show", "joining.join", "joining.accept"),
    *("centre_account.show", "centre_account.sign_in", "centre_account.sign_out"),
}
VISITOR = {
    "portal.home",
    *("sign_up.show", "sign_up.begin", "sign_up.ask_code", "sign_up.confirm", "sign_up.send_again"),
    "outbox.show",
    *("reading.help_page", "reading.privacy"),
    *("perbup.show", "perbup.revision_page", "perbup.compare", "perbup.text"),
    *("precheck.show_precheck", "precheck.precheck", "precheck.show_outcome"),
    *("refusing.show_refusal", "refusing.refuse", "refusing.refused"),
}
ACCOUNT = {"proof.show", "proof.prove", "proof.prove_by_passkey", "proof.challenge"}
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
    "cases.answer_file": Permission.DECIDE_ENROLMENTS,
    "cases.proof": Permission.DECIDE_ENROLMENTS,
    "decisions.approve": Permission.DECIDE_ENROLMENTS,
    "decisions.ask": Permission.DECIDE_ENROLMENTS,
    "decisions.reject": Permission.DECIDE_ENROLMENTS,
    "people.listing": Permission.SEE_STAFF,
    "person.show": Permission.SEE_STAFF,
    "sign_in_history.show": Permission.SEE_AUDIT,
    **dict.fromkeys(
        (
            *("inviting.show", "inviting.invite", "inviting.renew", "inviting.revoke"),
            *("person.ask_close", "person.close", "person.reopen"),
            *("staff_roles.show", "staff_roles.add", "staff_roles.ask_revoke", "staff_roles.revoke"),
            *("staff_security.ask_reset", "staff_security.reset"),
            *("staff_security.end_sign_in", "staff_security.end_sign_ins"),
        ),
        Permission.EDIT_STAFF,
    ),
    "chain.listing": Permission.SEE_AUDIT,
    "chain.verify": Permission.SEE_AUDIT,
    "settings.show": Permission.SEE_SETTINGS,
    "settings.in_force": Permission.SEE_SETTINGS,
    "differences.draft": Permission.SEE_SETTINGS,
    "differences.regencies": Permission.SEE_SETTINGS,
    "what_if.show": Permission.SEE_SETTINGS,
    "what_if.ask": Permission.SEE_SETTINGS,
    "what_if.download": Permission.EXPORT_ENROLMENTS,
    "retrospect.listing": Permission.SEE_SETTINGS,
    "retrospect.look": Permission.SEE_SETTINGS,
    **dict.fromkeys(
        (
            *("law_sections.show", "law_texts.download", "law_clauses.listing", "law_rule_tests.listing"),
            *(
                "law_form.listing",
                "law_preview.show",
                "law_draft.show",
                "law_draft.history",
                "law_approving.show",
                "law_revisions.listing",
            ),
        ),
        Permission.SEE_SETTINGS,
    ),
    **dict.fromkeys(
        (
            *("law_form.keep_fields", "law_form.order", "law_form.show_new", "law_form.add"),
            *("law_form.show", "law_form.change", "law_form.ask_removal", "law_form.remove"),
            *("law_sections.keep_section", "law_texts.show_upload", "law_texts.upload"),
            *("law_clauses.show_new", "law_clauses.add", "law_clauses.show", "law_clauses.change"),
            *("law_rule_tests.show_new", "law_rule_tests.add", "law_rule_tests.show"),
            *("law_rule_tests.change", "law_draft.ask_submit", "law_draft.submit"),
            *("law_draft.ask_discard", "law_draft.discard", "law_draft.settle"),
            *("law_revisions.ask_restore", "law_revisions.restore"),
        ),
        Permission.EDIT_LAW,
    ),
    **dict.fromkeys(("law_approving.approve", "law_approving.send_back"), Permission.APPROVE_LAW),
    **dict.fromkeys(HOUSE, Permission.EDIT_HOUSE),
    "opening.show": Permission.SEE_SETTINGS,
    "opening.paper": Permission.SEE_SETTINGS,
    **dict.fromkeys(
        (
            *("languages.show", "languages.save", "sentences.listing", "sentences.show", "sentences.save"),
            *(
                "translating.download",
                "translating.download_workbook",
                "translating.show",
                "translating.upload",
            ),
        ),
        Permission.EDIT_HOUSE,
    ),
    **dict.fromkeys(
        (f"opening.{name}" for name in ("show_item", "settle", "take_back", "ask", "withdraw")),
        Permission.EDIT_HOUSE,
    ),
    **dict.fromkeys(
        (
            "units.listing",
            *(f"unit.{name}" for name in ("begin", "add", "show", "change", "ask_merge", "merge")),
            *(f"unit.{name}" for name in ("ask_close", "close", "reopen")),
            *(f"villages.{name}" for name in ("listing", "show", "change")),
            *("roll.listing", "roll.search"),
            *(f"member.{name}" for name in ("begin", "add", "show", "correct", "transfer", "leave")),
            "member.bring_back",
            *(f"importing.{name}" for name in ("begin", "upload", "show", "start", "drop")),
            *(f"units_export.{name}" for name in ("units", "roll", "result", "example")),
        ),
        Permission.EDIT_UNITS,
    ),
}
OPERATOR = {
    *("founding.show", "founding.found", "spaces.show", "spaces.rehearse", "spaces.suspend"),
    *("spaces.resume", "spaces.begin_opening"),
}
# Where a second factor is set up, none can be asked for; each of these changes only one's own account.
OWN_SECURITY = {
    *("own.show", "own.renew_codes", "own.end_sign_in", "own.end_other_sign_ins"),
    *("authenticator.begin", "authenticator.show", "authenticator.confirm"),
    *("authenticator.ask_remove", "authenticator.remove"),
    *("passkey.show", "passkey.challenge", "passkey.add", "passkey.ask_remove", "passkey.remove"),
}
OVERSEER = {
    *("oversight.home", "oversight.export", "oversight_regency.show", "oversight_rules.show"),
    "oversight_acts.show",
}

ACCESS: dict[str, Access] = {
    **dict.fromkeys(ANYBODY, Access(Door.ANYBODY)),
    **dict.fromkeys(VISITOR, Access(Door.VISITOR)),
    **dict.fromkeys(ACCOUNT, Access(Door.ACCOUNT)),
    **dict.fromkeys(SPONSOR, Access(Door.SPONSOR)),
    **dict.fromkeys(OWN_SECURITY, Access(Door.STAFF, asks_factor=False)),
    **{endpoint: Access(Door.STAFF, permission) for endpoint, permission in STAFF.items()},
    **dict.fromkeys(OVERSEER, Access(Door.OVERSEER)),
    **dict.fromkeys(OPERATOR, Access(Door.OVERSEER, role=OversightRole.OPERATOR)),
}
