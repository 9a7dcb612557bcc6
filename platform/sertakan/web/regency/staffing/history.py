"""How people came in and who was kept out, from the record of decisions."""

from collections.abc import Sequence
from uuid import UUID

from flask import request

from sertakan.audit import service as audit
from sertakan.audit.model import Kinds
from sertakan.identity.permissions import Permission
from sertakan.identity.service import list_staff
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.telling import Stated, Told, tell_records
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "sign_in_history", __name__, site=Site.REGENCY, url_prefix="/kelola/petugas/riwayat"
)
_ROWS = 50
_ROWS_OF_ONE = 20
_COMING = ("account.signed_in", "account.sign_in_failed")
_OF_ONE = (*_COMING, "account.signed_out", "account.sign_in_ended")


@blueprint.get("")
@staff(Permission.SEE_AUDIT)
def show() -> str:
    """Show one page of how the staff came in; a refused contact that nobody has stands there too."""
    here = visit()
    names = {person.account_id: person.name for person in list_staff(here.tenant.id)}
    before = _number(request.args.get("sebelum", ""))
    kinds = Kinds(events=_COMING, about=frozenset(names), or_nobody=True)
    records = audit.list_of(here.tenant.id, kinds, before=before, limit=_ROWS + 1)
    return paint(
        "regency/staffing/history.html",
        told=_tell(records[:_ROWS], names),
        older=records[_ROWS - 1].sequence if len(records) > _ROWS else None,
        is_first=before is None,
        zone=here.zone,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _tell(records: Sequence[Stated], names: dict[UUID, str]) -> list[tuple[Told, str]]:
    told = tell_records(records, names)
    return [
        (
            each,
            names.get(each.subject_id, _("Kontak yang tidak dikenal"))
            if each.subject_id
            else _("Kontak yang tidak dikenal"),
        )
        for each in told
    ]


def tell_sign_ins_of(account_id: UUID) -> list[Told]:
    """Return how one person came in lately, newest first."""
    kinds = Kinds(events=_OF_ONE, about=frozenset({account_id}))
    records = audit.list_of(visit().tenant.id, kinds, before=None, limit=_ROWS_OF_ONE)
    return tell_records(records, {})
