"""The record of all decisions: newest first, in words, and a look whether it still holds."""

from collections.abc import Sequence

from flask import Response, flash, redirect, request

from sertakan.audit import service as audit
from sertakan.identity.permissions import Permission
from sertakan.identity.service.contacts import names_of
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_number
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.officer import may
from sertakan.web.regency.telling import KINDS, Stated, tell_records
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("chain", __name__, site=Site.REGENCY, url_prefix="/kelola/audit")
_ROWS = 50


@blueprint.get("")
@staff(Permission.SEE_AUDIT)
def listing() -> str:
    """Show one page of the record."""
    here = visit()
    event = request.args.get("peristiwa", "")
    event = event if event in KINDS else ""
    before = _number(request.args.get("sebelum", ""))
    records = audit.list_records(here.tenant.id, before, event=event or None, limit=_ROWS + 1)
    return paint(
        "regency/chain.html",
        told=_tell(records[:_ROWS]),
        older=records[_ROWS - 1].sequence if len(records) > _ROWS else None,
        is_first=before is None,
        event=event,
        kinds={code: str(word) for code, word in KINDS.items()},
        zone=here.zone,
        may_open=may(Permission.SEE_ENROLMENTS),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _tell(records: Sequence[Stated]) -> object:
    names = names_of(visit().tenant.id, {record.actor_id for record in records if record.actor_id})
    return tell_records(records, names)


@blueprint.post("/periksa")
@staff(Permission.SEE_AUDIT)
def verify() -> Response:
    """Look at every link of the chain."""
    tenant_id = visit().tenant.id
    flaw = audit.verify(tenant_id)
    if flaw is None:
        newest = audit.list_records(tenant_id, None, limit=1)
        count = format_number(newest[0].sequence if newest else 0)
        flash(_("Rantai utuh: %(count)s catatan, tidak ada yang diubah atau hilang.", count=count), "success")
    else:
        flash(
            _(
                "Rantai tidak utuh mulai catatan %(sequence)s. Jangan mengubah apa pun; hubungi pengelola sistem.",
                sequence=format_number(flaw.sequence),
            ),
            "error",
        )
    return redirect("/kelola/audit", code=303)  # type: ignore[return-value]
