"""The draft as a whole: what it changes, what stops it, who changed what; submit it, or throw it away."""

import json
from collections.abc import Sequence

from flask import Response, flash, redirect, request
from werkzeug.exceptions import BadRequest

from sertakan.configuration.errors import SectionCollided
from sertakan.configuration.model import LAW_SECTIONS, Plain, Problem, SectionChange, Side, Weight
from sertakan.configuration.rules.changing import list_field_changes
from sertakan.configuration.service import approval, drafts
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.law.drafted import (
    DRAFT,
    PATHS,
    SETTINGS,
    drafted,
    forget_drafted,
    is_live,
    law_page,
    tell_problem,
)
from sertakan.web.regency.configuring.law.saving import as_version, collision_page, seen_version
from sertakan.web.regency.configuring.law.values import tell_change
from sertakan.web.rendering import answer
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("law_draft", __name__, site=Site.REGENCY, url_prefix=DRAFT)
_SECTION = f"<any({', '.join(LAW_SECTIONS)}):section>"
_MOST_CHARACTERS = 300_000


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def show() -> Response:
    """Check the draft, and list what it changes."""
    return check_page()


def check_page(*, status: int = 200) -> Response:
    """Return the check of the draft: what stops it, and what it changes."""
    problems = drafted().check.problems
    return law_page(
        "check.html",
        status=status,
        blocking=_told(problems, Weight.BLOCKING),
        going_live=_told(problems, Weight.GOING_LIVE),
        advice=_told(problems, Weight.ADVICE),
        changes=list_changes(),
    )


def _told(problems: Sequence[Problem], weight: Weight) -> list[dict[str, object]]:
    return [tell_problem(problem) for problem in problems if problem.weight is weight]


def list_changes() -> list[list[str]]:
    """Return everything that the draft changes, as rows of what, before and after."""
    told = [tell_change(change) for changes in drafted().changes.values() for change in changes]
    return [[each["what"], each["old"], each["new"]] for each in told]


@blueprint.get("/ajukan")
@staff(Permission.EDIT_LAW)
def ask_submit() -> Response:
    """Ask before the draft is frozen; a draft with problems is shown with them."""
    if drafted().check.blocking or not drafted().count:
        return check_page()
    return _submit_page(None)


def _submit_page(refused: Refusal | None) -> Response:
    return answer(
        "regency/configuring/law/sure.html",
        200 if refused is None else 409,
        title=_("Ajukan draf"),
        text=_(
            "Setelah diajukan, draf ini tidak dapat diubah sampai penyetuju memutuskan. Penyetuju harus orang lain,"
            " yang tidak ikut menulisnya."
        ),
        items=[f"{what}: {new}" for what, _old, new in list_changes()],
        action=f"{DRAFT}/ajukan",
        verb=_("Ajukan"),
        kind="primary",
        back=DRAFT,
        refused=refused,
    )


@blueprint.post("/ajukan")
@staff(Permission.EDIT_LAW)
def submit() -> Response:
    """Freeze the draft and ask a second person to decide."""
    try:
        approval.submit_draft(editor_at_hand(), is_live=is_live())
    except Refusal as refusal:
        forget_drafted()
        return _submit_page(refusal)
    flash(_("Draf sudah diajukan. Penyetuju memutuskan; hasilnya terlihat di halaman ini."), "success")
    return redirect(SETTINGS, code=303)  # type: ignore[return-value]


@blueprint.get("/buang")
@staff(Permission.EDIT_LAW)
def ask_discard() -> Response:
    """Ask before the draft is thrown away, naming what is lost."""
    return answer(
        "regency/configuring/law/sure.html",
        title=_("Buang draf"),
        text=_("Perubahan ini tidak akan terbit. Yang berlaku sekarang tetap berlaku."),
        items=[f"{what}: {new}" for what, _old, new in list_changes()],
        action=f"{DRAFT}/buang",
        verb=_("Buang draf"),
        kind="warning",
        back=DRAFT,
        refused=None,
    )


@blueprint.post("/buang")
@staff(Permission.EDIT_LAW)
def discard() -> Response:
    """Throw the draft away."""
    drafts.discard_draft(editor_at_hand())
    flash(_("Draf sudah dibuang. Yang berlaku tidak berubah."), "success")
    return redirect(SETTINGS, code=303)  # type: ignore[return-value]


@blueprint.post(f"/pilih/{_SECTION}")
@staff(Permission.EDIT_LAW)
def settle(section: str) -> Response:
    """Keep a section whose collisions the editor decided."""
    seen, current, mine = seen_version(), as_version(request.form.get("current", "")), _mine()
    collisions = drafts.list_collisions(visit().tenant.id, section, mine, seen=seen, current=current)
    chosen = [request.form.get(f"pilihan-{place}") for place in range(len(collisions))]
    choices = {
        collision.path: Side(side)
        for collision, side in zip(collisions, chosen, strict=True)
        if side in set(Side)
    }
    editor = editor_at_hand()
    try:
        drafts.settle_section(editor, section, mine, seen=seen, current=current, choices=choices)
    except SectionCollided as collided:
        mended = mine if collided.current == current else collided.mine
        base = seen if collided.current == current else current
        return collision_page(
            section, collided.collisions, mended, seen=base, current=collided.current, status=409
        )
    flash(_("Pilihan Anda tersimpan."), "success")
    return redirect(PATHS[section], code=303)  # type: ignore[return-value]


def _mine() -> Plain:
    text = request.form.get("mine", "")
    try:
        if len(text) > _MOST_CHARACTERS:
            raise BadRequest
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest from None


@blueprint.get(f"/riwayat/{_SECTION}")
@staff(Permission.SEE_SETTINGS)
def history(section: str) -> Response:
    """Show who changed what in a section of the draft, newest first."""
    tenant_id = visit().tenant.id
    kept = drafts.list_history(tenant_id, section)
    names = names_of(tenant_id, {step.edited_by for step in kept})
    before = [step.content.values for step in kept[1:]]
    if kept:
        before.append(drafts.read_published(tenant_id, section).values)
    return law_page(
        "history.html",
        title=word_for("law_section", section),
        back=PATHS[section],
        steps=[
            _step(step, old, names.get(step.edited_by, _("akun yang tidak ada lagi")))
            for step, old in zip(kept, before, strict=True)
        ],
    )


def _step(step: SectionChange, old: Plain, who: str) -> dict[str, object]:
    changes = list_field_changes(step.content.section, old, step.content.values)
    told = [tell_change(change) for change in changes]
    return {
        "at": step.edited_at,
        "who": who,
        "changes": [[each["what"], each["old"], each["new"]] for each in told],
    }
