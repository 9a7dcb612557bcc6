"""The sponsor's own list: each worker with status, months and the next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import redirect, request
from werkzeug.wrappers import Response

from sertakan.enrolment.model import ConsentState, Enrolment, EnrolmentLine, EnrolmentState
from sertakan.enrolment.rules.completeness import first_open_step
from sertakan.enrolment.rules.rejecting import read_rejection
from sertakan.enrolment.service import answering, drafts
from sertakan.kernel.month import Month, month_range
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_short_month
from sertakan.regulation.calendar import is_national_holiday
from sertakan.regulation.rules import due_date
from sertakan.regulation.service import national_rules
from sertakan.tenancy import service as places
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.rendering import paint
from sertakan.web.sponsor.drafting import path_of
from sertakan.web.sponsor.steps import occupation_label_of
from sertakan.web.visit import visit

blueprint = SiteBlueprint("sponsor", __name__, site=Site.REGENCY, url_prefix="/sponsor")
_PAGE = 50
_LAST_PAGE = 10_000
KINDS = {
    EnrolmentState.SUBMITTED: "waiting",
    EnrolmentState.RETURNED: "doubt",
    EnrolmentState.REJECTED: "ended",
    EnrolmentState.APPROVED: "info",
    EnrolmentState.SENT: "info",
    EnrolmentState.REFUSED: "doubt",
    EnrolmentState.PAYABLE: "waiting",
    EnrolmentState.REGISTERED: "ok",
    EnrolmentState.ENDED: "ended",
}
_MOST_URGENT_FIRST = (
    EnrolmentState.RETURNED,
    EnrolmentState.REFUSED,
    EnrolmentState.PAYABLE,
    EnrolmentState.APPROVED,
    EnrolmentState.SUBMITTED,
    EnrolmentState.SENT,
    EnrolmentState.REGISTERED,
    EnrolmentState.REJECTED,
    EnrolmentState.ENDED,
)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Show one month of the strip."""

    label: str
    state: str
    word: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """Show one worker."""

    line: EnrolmentLine
    kind: str
    occupation: str
    strip: Sequence[Cell]
    next_step: str


def strip_of(first: Month, months: int, state: EnrolmentState, today: date) -> list[Cell]:
    """Return twelve months: what was asked for, and what nobody has promised."""
    asked = set(month_range(first, months)) if not state.is_closed else set()
    start = min(first, Month.of(today))
    asked_word, open_word = _("diminta"), _("belum diminta")
    return [
        Cell(
            label=format_short_month(month),
            state="next" if month in asked else "none",
            word=asked_word if month in asked else open_word,
        )
        for month in month_range(start, 12)
    ]


def next_step(state: EnrolmentState, review_days: int) -> str:
    """Return what happens next, and by whom."""
    sentences = {
        EnrolmentState.SUBMITTED: _(
            "Petugas memeriksanya dalam %(days)s hari kerja. Belum ada yang perlu Anda lakukan.",
            days=review_days,
        ),
        EnrolmentState.RETURNED: _("Petugas memerlukan satu hal lagi dari Anda."),
        EnrolmentState.REJECTED: _("Pendaftaran ini belum dapat disetujui. Buka untuk melihat alasannya."),
        EnrolmentState.APPROVED: _("Disetujui. Kode iuran menyusul dari BPJS Ketenagakerjaan."),
        EnrolmentState.SENT: _("Sudah diteruskan ke BPJS Ketenagakerjaan."),
        EnrolmentState.REFUSED: _("BPJS Ketenagakerjaan mengembalikan pendaftaran ini."),
        EnrolmentState.PAYABLE: _("Bayar iuran pertama agar pekerja terlindungi."),
        EnrolmentState.REGISTERED: _("Terdaftar di BPJS Ketenagakerjaan."),
        EnrolmentState.ENDED: _("Pendaftaran ini sudah berhenti."),
    }
    return sentences[state]


@blueprint.get("/")
@access.sponsors
def home() -> str:
    """Show a card per worker, most urgent first, and drafts to go on with."""
    here, sponsor_id = visit(), _sponsor_id()
    page = min(max(request.args.get("halaman", 1, type=int), 1), _LAST_PAGE)
    lines, may_have_drafts = answering.list_of_sponsor(
        here.tenant.id, sponsor_id, limit=_PAGE + 1, offset=(page - 1) * _PAGE
    )
    kept = drafts.list_drafts(here.tenant.id, sponsor_id) if page == 1 and may_have_drafts else []
    cards = sorted(
        (_card(line) for line in lines[:_PAGE]), key=lambda card: _MOST_URGENT_FIRST.index(card.line.state)
    )
    return paint(
        "sponsor/home.html",
        cards=cards,
        drafts=[
            (draft, path_of(draft.id, first_open_step(draft.answers, here.regency.form))) for draft in kept
        ],
        page_number=page,
        has_more=len(lines) > _PAGE,
    )


def _sponsor_id() -> UUID:
    sponsor_id = access.signed_in().sponsor_id
    assert sponsor_id is not None  # noqa: S101 - the door lets nobody else in
    return sponsor_id


def _card(line: EnrolmentLine) -> Card:
    here = visit()
    return Card(
        line=line,
        kind=KINDS[line.state],
        occupation=occupation_label_of(line.occupation),
        strip=strip_of(line.first_month, line.months, line.state, here.today),
        next_step=next_step(line.state, here.regency.programme.review_working_days),
    )


@blueprint.get("/pekerja")
@access.sponsors
def workers() -> Response:
    """Lead to the list, which is the sponsor's home."""
    return redirect("/sponsor/")


def _own(enrolment_id: UUID) -> Enrolment:
    return answering.get_own_enrolment(visit().tenant.id, _sponsor_id(), enrolment_id)


def _clauses(enrolment: Enrolment) -> list[dict[str, Any]]:
    """Return each clause on which any month's price rests, once."""
    found: list[dict[str, Any]] = []
    for price in enrolment.decision["prices"]:
        found += [clause for clause in price["clauses"] if clause not in found]
    return found


def _context(enrolment: Enrolment) -> dict[str, Any]:
    here = visit()
    codes = [enrolment.village_code, enrolment.work_village_code]
    due = due_date(national_rules(), enrolment.first_month, is_national_holiday)
    return {
        "enrolment": enrolment,
        "kind": KINDS[enrolment.state],
        "occupation": occupation_label_of(enrolment.occupation),
        "places": places.names_of_regions([*codes, *(code[:8] for code in codes)]),
        "strip": strip_of(enrolment.first_month, enrolment.months, enrolment.state, here.today),
        "next_step": next_step(enrolment.state, here.regency.programme.review_working_days),
        "rejection": read_rejection(enrolment.state_ground),
        "clauses": _clauses(enrolment),
        "due": due,
        "is_due_past": due < here.today,
        # That a worker refused is between the worker and the regency: the sponsor learns that it stopped.
        "is_refused": enrolment.consent_state is ConsentState.REFUSED,
        "document": here.regency,
        "zone": here.zone,
    }


@blueprint.get("/pekerja/<uuid:enrolment_id>")
@access.sponsors
def worker(enrolment_id: UUID) -> str:
    """Show one worker, with masked number, what was decided and what comes next."""
    return paint("sponsor/worker.html", **_context(_own(enrolment_id)))


@blueprint.get("/pekerja/<uuid:enrolment_id>/terkirim")
@access.sponsors
def sent(enrolment_id: UUID) -> str:
    """Confirm with the reference, and say what happens next and when."""
    return paint("sponsor/sent.html", **_context(_own(enrolment_id)))


@blueprint.get("/pekerja/<uuid:enrolment_id>/bukti")
@access.sponsors
def receipt(enrolment_id: UUID) -> str:
    """Print which rules decided."""
    return paint("sponsor/receipt.html", **_context(_own(enrolment_id)))


@blueprint.get("/akun")
@access.sponsors
def account() -> str:
    """Show the sponsor's own account."""
    return paint("sponsor/account.html", actor=access.signed_in())
