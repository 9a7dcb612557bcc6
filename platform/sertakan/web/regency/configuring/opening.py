"""What it takes to open the space to real people, and the wish to the centre."""

from typing import Any

from flask import Response, flash, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse
from wtforms import FileField

from sertakan.configuration.model import OpeningState, Paper
from sertakan.configuration.rules.opening import ItemState, OpeningItem, is_ready
from sertakan.configuration.service import opening
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.persistence.files import read_file, store_file
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import LongTextField, PageForm
from sertakan.web.opening_words import REMOVED, STATES, TITLES, WHERE
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.section import Condition, Section, Side, Standing
from sertakan.web.regency.officer import may
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("opening", __name__, site=Site.REGENCY, url_prefix="/kelola/pengaturan/buka")
_PURPOSE = "opening"


class PaperForm(PageForm):
    """Give a paper, or say why there is none."""

    file = FileField(_l("Berkasnya"))
    reason = LongTextField(_l("Bila belum ada berkasnya, apa alasannya?"), required=False, longest=500)


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def show() -> str:
    """Show the checklist, and how far the opening has come."""
    here = visit()
    judged = opening.judge(here.tenant.id, here.regency, here.today)
    return paint(
        "regency/configuring/opening.html",
        judged=judged,
        opening=opening.find_opening(here.tenant.id),
        is_ready=is_ready(judged),
        may_edit=may(Permission.EDIT_HOUSE),
        tenant=here.tenant,
        titles=TITLES,
        states=STATES,
        where=WHERE,
        removed=REMOVED,
        zone=here.zone,
    )


@blueprint.get("/<item_name>")
@staff(Permission.EDIT_HOUSE)
def show_item(item_name: str) -> str:
    """Ask for the paper of one item."""
    return paint("regency/configuring/opening_item.html", **_context(_item(item_name), PaperForm()))


@blueprint.post("/<item_name>")
@staff(Permission.EDIT_HOUSE)
def settle(item_name: str) -> AnyResponse:
    """Keep the paper or the reason."""
    item, form = _item(item_name), PaperForm()
    template = "regency/configuring/opening_item.html"
    try:
        if not form.validate():
            raise Refusal("opening.paper_needed", field="file")
        opening.settle_item(editor_at_hand(), item, _paper(form))
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal(template, refusal, **_context(item, form))
    flash(_("%(item)s: tersimpan.", item=str(TITLES[item])), "success")
    return redirect("/kelola/pengaturan/buka", code=303)


@blueprint.post("/<item_name>/cabut")
@staff(Permission.EDIT_HOUSE)
def take_back(item_name: str) -> AnyResponse:
    """Take the paper or the reason back."""
    item = _item(item_name)
    opening.take_item_back(editor_at_hand(), item)
    flash(_("%(item)s: dicabut.", item=str(TITLES[item])), "success")
    return redirect("/kelola/pengaturan/buka", code=303)


@blueprint.get("/<item_name>/berkas")
@staff(Permission.SEE_SETTINGS)
def paper(item_name: str) -> Response:
    """Show the paper of one item."""
    found = opening.list_papers(visit().tenant.id).get(_item(item_name))
    if found is None or found.file_id is None:
        raise NotFound
    kept = read_file(visit().tenant.id, found.file_id)
    return Response(kept.content, mimetype=kept.media_type.value, headers={"Content-Disposition": "inline"})


@blueprint.post("/minta")
@staff(Permission.EDIT_HOUSE)
def ask() -> AnyResponse:
    """Ask the centre to open the space."""
    here = visit()
    if here.revisions is None:
        raise NotFound
    opening.ask_to_open(editor_at_hand(), here.tenant, here.regency, here.revisions)
    flash(_("Permintaan dikirim ke pusat. Anda dapat menariknya selama pusat belum memulai."), "success")
    return redirect("/kelola/pengaturan/buka", code=303)


@blueprint.post("/tarik")
@staff(Permission.EDIT_HOUSE)
def withdraw() -> AnyResponse:
    """Take the wish back."""
    opening.withdraw(editor_at_hand())
    flash(_("Permintaan ditarik."), "success")
    return redirect("/kelola/pengaturan/buka", code=303)


def _item(name: str) -> OpeningItem:
    for item in OpeningItem:
        if item.is_paper and item.value.replace("_", "-") == name:
            return item
    raise NotFound


def _paper(form: PaperForm) -> Paper:
    editor, sent = editor_at_hand(), request.files.get("file")
    file_id = None
    if isinstance(sent, FileStorage) and sent.filename:
        content = sent.stream.read()
        file_id = store_file(
            editor.tenant_id, purpose=_PURPOSE, content=content, account_id=editor.account_id, field="file"
        )
    elif not form.reason.data:
        raise Refusal("opening.paper_needed", field="file")
    return Paper(
        file_id=file_id, reason=form.reason.data or None, settled_by=editor.account_id, settled_at=editor.now
    )


def _context(item: OpeningItem, form: PaperForm) -> dict[str, Any]:
    return {
        "item": item,
        "name": item.value.replace("_", "-"),
        "title": TITLES[item],
        "form": form,
        "kept": opening.list_papers(visit().tenant.id).get(item),
        "zone": visit().zone,
    }


def _standing() -> Standing:
    here = visit()
    found = opening.find_opening(here.tenant.id)
    if found is not None and found.state is OpeningState.OPENED:
        return Standing(condition=Condition.COMPLETE, missing=_("Ruang ini sudah dibuka."))
    judged = opening.judge(here.tenant.id, here.regency, here.today)
    left = sum(each.state is ItemState.OPEN for each in judged)
    if left:
        lacking = _("%(count)s dari %(all)s syarat belum terpenuhi.", count=left, all=len(judged))
        return Standing(condition=Condition.INCOMPLETE, missing=lacking)
    return Standing(condition=Condition.COMPLETE)


SECTION = Section(
    side=Side.ROWS,
    title=_l("Membuka ruang untuk umum"),
    summary=_l("Semua syarat terpenuhi."),
    path="/kelola/pengaturan/buka",
    permission=Permission.SEE_SETTINGS,
    standing=_standing,
)
