from dataclasses import replace

from sertakan.enrolment.rules.comparing import Bearing, LawChange, compare, needs_consent_again
from sertakan.regulation.model import Eligibility, Ground, GroundCode, Verdict
from sertakan.tenancy.document import Consent, Form, LanguageTexts

CONSENT = Consent(version="2026-11", text=LanguageTexts(id="Saya setuju."))
YES = Eligibility(verdict=Verdict.YES, grounds=())
BEFORE = Bearing(eligibility=YES, form=Form(), consent=CONSENT)


def review(code: GroundCode) -> Eligibility:
    return Eligibility(verdict=Verdict.REVIEW, grounds=(Ground(code=code, verdict=Verdict.REVIEW),))


def test_law_that_changes_nothing_for_the_worker_is_not_told() -> None:
    assert compare(BEFORE, BEFORE) == ()


def test_other_verdict_is_told() -> None:
    now = replace(BEFORE, eligibility=review(GroundCode.AGE_OVER))

    assert compare(BEFORE, now) == (
        LawChange(code="law_changed.verdict", params={"old": "yes", "new": "review"}),
    )


def test_same_verdict_on_other_grounds_is_told() -> None:
    before = replace(BEFORE, eligibility=review(GroundCode.AGE_OVER))
    now = replace(BEFORE, eligibility=review(GroundCode.RELATION_NOT_ALLOWED))

    assert compare(before, now) == (LawChange(code="law_changed.grounds", params={}),)


def test_only_fields_that_became_obligatory_are_told() -> None:
    before = replace(BEFORE, form=Form(email="required", phone="optional"))
    now = replace(BEFORE, form=Form(email="hidden", phone="required"))

    assert compare(before, now) == (LawChange(code="law_changed.field", params={"field": "phone"}),)


def test_other_consent_is_told_and_asked_again() -> None:
    renewed = CONSENT.model_copy(update={"version": "2027-01", "ways": ("paper",)})

    assert compare(BEFORE, replace(BEFORE, consent=renewed)) == (
        LawChange(code="law_changed.consent", params={"version": "2027-01"}),
    )
    assert needs_consent_again("2026-11", "paper", renewed)
    assert needs_consent_again("2027-01", "present", renewed)
    assert not needs_consent_again("2027-01", "paper", renewed)
