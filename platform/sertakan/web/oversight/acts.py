"""The centre's own record: who signed in, and what was done here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import request
from flask_babel.speaklater import LazyString

from sertakan.audit import service as audit
from sertakan.identity.service import centre
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.web.access import overseers
from sertakan.web.application import SiteBlueprint
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("oversight_acts", __name__, site=Site.OVERSIGHT)
_PAGE = 50
_LONGEST_NUMBER = 12
_ACTS: dict[str, LazyString] = {
    "account.created": _l("Akun dibuat"),
    "account.disabled": _l("Akun ditutup"),
    "account.password_changed": _l("Sandi diganti"),
    "account.signed_in": _l("Masuk"),
    "account.signed_out": _l("Keluar"),
    "account.sign_in_failed": _l("Percobaan masuk yang gagal"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Show one record: its place in the chain, when, who, and what."""

    sequence: int
    at: datetime
    who: str
    what: str


@blueprint.get("/audit")
@overseers
def show() -> str:
    """Show the newest records, or those before one of them."""
    records = audit.list_oversight_records(_before(), limit=_PAGE)
    names = {account.id: account.name for account in centre.list_overseers()}
    acts = [
        Act(
            sequence=record.sequence,
            at=record.recorded_at,
            who=_name_of(record.actor_id, names),
            what=str(_ACTS.get(record.event, record.event)),
        )
        for record in records
    ]
    older = acts[-1].sequence if acts and acts[-1].sequence > 1 else None
    return paint("oversight/acts.html", acts=acts, older=older, zone=visit().zone)


def _before() -> int | None:
    text = request.args.get("sebelum", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def _name_of(actor_id: UUID | None, names: dict[UUID, str]) -> str:
    if actor_id is None:
        return _("Tidak diketahui, atau lewat baris perintah")
    return names.get(actor_id) or _("Akun yang sudah tidak ada")
