"""Send an enrolment in: once, with the rules that decided, and with the worker told."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from sertakan.audit import service as audit
from sertakan.enrolment.errors import AlreadyCovered, CoverElsewhere
from sertakan.enrolment.events import CoverAsked, EnrolmentSubmitted
from sertakan.enrolment.model import Draft, DraftAnswers, Sponsor, Step, Submission
from sertakan.enrolment.repository import drafts, sponsors, submissions
from sertakan.enrolment.rules import joining
from sertakan.enrolment.rules.completeness import first_open_step
from sertakan.enrolment.service import cover
from sertakan.identity.service import throttling
from sertakan.kernel.identifier import Nik, new_id, new_reference, parse_nik
from sertakan.kernel.month import Month, month_range
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.database import enter_tenant, tenant_session
from sertakan.regulation.model import Eligibility, FundingSource, MonthPrice, Sector, Verdict
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy.document import RegencyDocument

_REFUSAL_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_MANY_WORKERS = 20
MANY_PHONES = 3
_COVER_ANSWERS = throttling.Limit("cover_answers", "cover.asked_often", 20, timedelta(days=1))
PERSON_KEY = "uq_enrolment_tenant_id_active_person"


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """Hold where, when and under which document something is decided."""

    tenant_id: int
    document: RegencyDocument
    revision: int
    today: date
    now: datetime
    wants_synthetic: bool
    actor_id: UUID


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Hold what an enrolment would cost and on what it would rest, before it is sent in."""

    eligibility: Eligibility
    prices: tuple[MonthPrice, ...]

    @property
    def total(self) -> int:
        """Return what all months cost together, in rupiah."""
        return sum(price.total for price in self.prices)


def first_month(today: date) -> Month:
    """Return the first month of cover: the present one, since cover begins with form and payment (PP 44/2015)."""
    return Month.of(today)


def preview(answers: DraftAnswers, sponsor: Sponsor, here: Circumstances) -> Preview:
    """Return verdict and prices under the rules in force today.

    :raises Refusal: worker.not_eligible
    """
    rules = national_rules()
    asked = joining.to_answers(answers, sponsor.category, here.document.identity.region_code)
    return Preview(
        eligibility=joining.ensure_may_join(rules, terms_of(here.document), asked, here.today),
        prices=joining.price_of(rules, answers, first_month(here.today)),
    )


def submit_enrolment(
    draft_id: UUID,
    sponsor_id: UUID,
    here: Circumstances,
    *,
    knows_cover_elsewhere: bool = False,
    seen_total: str | None = None,
) -> Submission | UUID:
    """Send a draft in and return what was written, or the enrolment it had become before.

    A second press, a reload or another tab finds the enrolment of the first. `seen_total` is the sum in rupiah
    that the sponsor read before pressing; when a month has ended meanwhile, the sponsor is shown the new one.

    :raises NotFound: draft.unknown, sponsor.unknown
    :raises Refusal: draft.incomplete, worker.not_eligible, nik.real_in_trial, nik.synthetic, price.changed
    :raises AlreadyCovered: when an open enrolment here names the same person
    :raises CoverElsewhere: once, unless the sponsor says to know
    """
    draft = drafts.get_draft(here.tenant_id, sponsor_id, draft_id, lock=True)
    if draft.submitted_enrolment_id is not None:
        return draft.submitted_enrolment_id
    if (missing := first_open_step(draft.answers, here.document.form)) is not Step.CHECK:
        raise Refusal("draft.incomplete", step=missing.value)
    sponsor = sponsors.get_sponsor(here.tenant_id, sponsor_id)
    nik = parse_nik(draft.answers.nik or "")
    joining.ensure_fits_space(nik, wants_synthetic=here.wants_synthetic)
    decided = preview(draft.answers, sponsor, here)
    if seen_total and seen_total != str(decided.total):
        raise Refusal("price.changed")
    is_only_claim = ensure_not_covered(
        draft, nik, decided.prices[0].month, here, knows_cover_elsewhere=knows_cover_elsewhere
    )
    submission = _compose(draft, sponsor, nik, decided, here, is_only_claim=is_only_claim)
    _write(submission, here)
    return submission


def ensure_not_covered(
    draft: Draft, nik: Nik, first: Month, here: Circumstances, *, knows_cover_elsewhere: bool
) -> bool:
    """Tell whether this is the only claim on the person's number; another name on it is left to an officer.

    :raises AlreadyCovered: when an open enrolment here names the same person
    :raises CoverElsewhere: unless the sponsor knows
    """
    answers = draft.answers
    name, birth_date = str(answers.full_name), answers.birth_date or date.min
    if (known := submissions.find_open_enrolment(here.tenant_id, nik.value)) is not None:
        other_name, other_birth_date, until = known
        is_same = joining.is_same_person(name, birth_date, other_name, other_birth_date)
        if is_same:
            _record_refused_question("here", draft, here)
            raise AlreadyCovered(until)
        _record_question("differs", draft, here)
        return False
    months = list(month_range(first, 12))
    until_elsewhere = cover.find_covered_until(here.tenant_id, nik.value, name, birth_date, months)
    if until_elsewhere and not knows_cover_elsewhere:
        _record_refused_question("elsewhere", draft, here)
        raise CoverElsewhere(until_elsewhere)
    _record_question("elsewhere" if until_elsewhere else "none", draft, here)
    return True


def _record_question(answer: str, draft: Draft, here: Circumstances) -> None:
    audit.record(CoverAsked(answer=answer), at=here.now, actor_id=here.actor_id, subject_id=draft.id)


def _record_refused_question(answer: str, draft: Draft, here: Circumstances) -> None:
    # Such an answer tells something about a person: it is rationed, and stays on record although the
    # refusal rolls the submission back.
    throttling.spend(here.tenant_id, {_COVER_ANSWERS: str(draft.sponsor_id)}, here.now)
    with enter_tenant(here.tenant_id):
        _record_question(answer, draft, here)


def _compose(
    draft: Draft, sponsor: Sponsor, nik: Nik, decided: Preview, here: Circumstances, *, is_only_claim: bool
) -> Submission:
    answers = draft.answers
    return Submission(
        id=new_id(),
        worker_id=new_id(),
        consent_id=new_id(),
        reference=new_reference(here.document.identity.reference_prefix),
        refusal_code="".join(secrets.choice(_REFUSAL_SIGNS) for _ in range(8)),
        draft=draft,
        sponsor=sponsor,
        nik=nik,
        funding=FundingSource(str(answers.funding)),
        sector=Sector(str(answers.sector)),
        prices=decided.prices,
        hints=_hints(draft, sponsor, nik, decided, here, is_only_claim=is_only_claim),
        is_only_claim=is_only_claim,
        revision=here.revision,
        national_version=national_rules().version,
        decision=joining.record_decision(decided.eligibility, decided.prices),
        submitted_at=here.now,
    )


def _hints(
    draft: Draft, sponsor: Sponsor, nik: Nik, decided: Preview, here: Circumstances, *, is_only_claim: bool
) -> tuple[str, ...]:
    """Return what an officer should look at; none of it stops the sponsor."""
    answers, tenant_id = draft.answers, here.tenant_id
    shared = (
        submissions.count_same_mobile(tenant_id, answers.mobile, at_most=MANY_PHONES) if answers.mobile else 0
    )
    found = {
        "nik_other_name": not is_only_claim,
        "nik_differs": joining.differs_from_nik(nik, answers.birth_date, answers.sex, here.today),
        "review": decided.eligibility.verdict is Verdict.REVIEW,
        "many_workers": sponsors.count_enrolments_of(tenant_id, sponsor.id) >= _MANY_WORKERS,
        "shared_mobile": shared >= MANY_PHONES,
    }
    return tuple(hint for hint, holds in found.items() if holds)


def _write(submission: Submission, here: Circumstances) -> None:
    try:
        submissions.insert_submission(here.tenant_id, submission)
    except IntegrityError as error:
        # Two people pressed at the same moment; the key let one of them in.
        if PERSON_KEY not in str(error.orig):
            raise
        tenant_session().rollback()
        raise AlreadyCovered(submission.first_month) from None
    drafts.mark_submitted(here.tenant_id, submission.draft, submission.id, here.now)
    event = EnrolmentSubmitted(
        reference=submission.reference,
        revision=submission.revision,
        national_version=submission.national_version,
        first_month=str(submission.first_month),
        months=len(submission.prices),
        total=submission.total,
        hints=submission.hints,
    )
    audit.record(event, at=here.now, actor_id=here.actor_id, subject_id=submission.id)
