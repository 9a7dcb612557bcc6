"""Write what a sponsor's answer changes, and decide again what rests on it."""

from typing import Any

from sqlalchemy.exc import IntegrityError

from sertakan.enrolment.errors import AlreadyCovered
from sertakan.enrolment.model import ConsentWay, Draft, DraftAnswers, Enrolment, EnrolmentState
from sertakan.enrolment.repository import enrolments as repository
from sertakan.enrolment.repository import sponsors, submissions
from sertakan.enrolment.rules import joining
from sertakan.enrolment.rules.asking import DECIDING, answers_of, revise_hints
from sertakan.enrolment.service.submission import (
    MANY_PHONES,
    PERSON_KEY,
    Circumstances,
    ensure_not_covered,
)
from sertakan.kernel.identifier import Nik, parse_nik
from sertakan.persistence.crypto import blind_index
from sertakan.persistence.database import tenant_session
from sertakan.regulation.model import Verdict
from sertakan.regulation.rules import decide_eligibility
from sertakan.regulation.service import national_rules, terms_of

_OF_WORKER = frozenset(
    {
        *("nik", "full_name", "birth_place", "birth_date", "sex", "occupation", "sector", "village_code"),
        *("address", "work_village_code", "workplace", "mobile", "optional"),
    }
)
_OF_ENROLMENT = frozenset(
    {
        *("relation", "employment", "construction_project", "member_elsewhere", "occupation", "sector"),
        *("village_code", "months", "bracket", "funding", "own_code"),
    }
)
_IN_NIK = frozenset({"nik", "birth_date", "sex"})


def read_answers(tenant_id: int, enrolment: Enrolment) -> DraftAnswers:
    """Return what was sent in, with the full number, to hold an answer against it."""
    return answers_of(enrolment, repository.get_nik(tenant_id, enrolment.worker_id))


def revise(enrolment: Enrolment, answers: DraftAnswers, changed: dict[str, Any], here: Circumstances) -> None:
    """Send an enrolment in again with some answers given anew.

    :raises Conflict: enrolment.outdated
    :raises Refusal: nik.real_in_trial, nik.synthetic
    :raises AlreadyCovered: when the number turns out to be somebody's who is enrolled here
    """
    tenant_id = here.tenant_id
    values: dict[str, Any] = {name: changed[name] for name in _OF_ENROLMENT & changed.keys()}
    hints: dict[str, bool] = {}
    if "nik" in changed:
        values |= _claim_number(enrolment, answers, here, hints)
    if DECIDING & changed.keys():
        values |= _decide_again(enrolment, answers, here, hints)
    hints |= _look_again(tenant_id, answers, changed, here)
    values |= _copied(changed) | {"hints": list(revise_hints(enrolment.hints, hints))}
    # The enrolment first: it refuses a number that somebody else has claimed meanwhile.
    _change(enrolment, values, here)
    if of_worker := {_column(name): changed[name] for name in _OF_WORKER & changed.keys()}:
        repository.change_worker(tenant_id, enrolment, **of_worker)
    _mind_consent(tenant_id, enrolment, answers, changed)
    if "full_name" in changed:
        repository.replace_words(tenant_id, enrolment.id, f"{answers.full_name} {enrolment.sponsor_name}")


def _column(name: str) -> str:
    return "name" if name == "full_name" else name


def _copied(changed: dict[str, Any]) -> dict[str, Any]:
    copied = {"worker_name": changed["full_name"]} if "full_name" in changed else {}
    if "village_code" in changed:
        copied["district_code"] = changed["village_code"][:8]
    return copied


def _claim_number(
    enrolment: Enrolment, answers: DraftAnswers, here: Circumstances, hints: dict[str, bool]
) -> dict[str, Any]:
    nik = parse_nik(answers.nik or "")
    joining.ensure_fits_space(nik, wants_synthetic=here.wants_synthetic)
    asked = Draft(
        id=enrolment.id,
        sponsor_id=enrolment.sponsor_id,
        answers=answers,
        version=enrolment.version,
        updated_at=here.now,
        submitted_enrolment_id=enrolment.id,
    )
    # Whether another regency covers this person is on record for the officer, who asked for the number.
    is_only = ensure_not_covered(asked, nik, enrolment.first_month, here, knows_cover_elsewhere=True)
    hints["nik_other_name"] = not is_only
    return {"active_person": blind_index(here.tenant_id, "nik", nik.value) if is_only else None}


def _decide_again(
    enrolment: Enrolment, answers: DraftAnswers, here: Circumstances, hints: dict[str, bool]
) -> dict[str, Any]:
    """Return verdict and prices under the rules in force today; a "no" is for the officer to say."""
    rules = national_rules()
    sponsor = sponsors.get_sponsor(here.tenant_id, enrolment.sponsor_id)
    asked = joining.to_answers(answers, sponsor.category, here.document.identity.region_code)
    eligibility = decide_eligibility(rules, terms_of(here.document), asked, here.today)
    prices = joining.price_of(rules, answers, enrolment.first_month)
    decision = joining.record_decision(eligibility, prices)
    if answers.relation is None:
        # Sent in before these answers were kept: what was decided with them then still stands.
        decision |= {name: kept for name, kept in enrolment.decision.items() if name != "prices"}
    else:
        hints["review"] = eligibility.verdict is Verdict.REVIEW
        hints["not_eligible"] = eligibility.verdict is Verdict.NO
    return {
        "decision": decision,
        "total": sum(price.total for price in prices),
        "revision": here.revision,
        "national_version": rules.version,
    }


def _look_again(
    tenant_id: int, answers: DraftAnswers, changed: dict[str, Any], here: Circumstances
) -> dict[str, bool]:
    found = {}
    if _IN_NIK & changed.keys():
        nik = Nik(str(answers.nik))
        found["nik_differs"] = joining.differs_from_nik(nik, answers.birth_date, answers.sex, here.today)
    if "mobile" in changed:
        mobile = answers.mobile
        shared = submissions.count_same_mobile(tenant_id, mobile, at_most=MANY_PHONES) if mobile else 0
        found["shared_mobile"] = shared >= MANY_PHONES
    return found


def _change(enrolment: Enrolment, values: dict[str, Any], here: Circumstances) -> None:
    try:
        repository.change_enrolment(here.tenant_id, enrolment, state=EnrolmentState.SUBMITTED, **values)
    except IntegrityError as error:
        if PERSON_KEY not in str(error.orig):
            raise
        tenant_session().rollback()
        raise AlreadyCovered(enrolment.first_month) from None


def _mind_consent(
    tenant_id: int, enrolment: Enrolment, answers: DraftAnswers, changed: dict[str, Any]
) -> None:
    """Keep a consent that was given anew, and doubt one that may be another person's."""
    if "consent_way" in changed or "consent_proof" in changed:
        repository.change_consent(tenant_id, enrolment.id, answers)
    if "nik" in changed:
        repository.doubt_consent(tenant_id, enrolment.id, *ConsentWay)
    elif "mobile" in changed:
        # The phone that got the code is no longer the worker's.
        repository.doubt_consent(tenant_id, enrolment.id, ConsentWay.CODE)
