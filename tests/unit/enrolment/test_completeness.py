from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.enrolment.rules.completeness import first_open_step, is_reachable, step_after, step_before
from sertakan.tenancy.document import Form

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
FORM = Form()
WHOLE = DraftAnswers(
    relation="neighbour",
    relation_done=True,
    employment="none",
    nik="5104035705900000",
    full_name="Ni Made Contoh",
    birth_place="Gianyar",
    birth_date=date(1990, 5, 17),
    sex="P",
    occupation="pedagang",
    sector="non_transport",
    village_code="51.04.05.2001",
    address="Jalan Rekaan 1",
    work_village_code="51.04.05.2001",
    contact_done=True,
    consent_way="present",
    consent_at=NOW,
    months=3,
    bracket=1,
    funding="private",
)


class TestFirstOpenStep:
    def test_whole_form_leads_to_check(self) -> None:
        assert first_open_step(WHOLE, FORM) is Step.CHECK

    def test_page_that_was_not_answered_whole_is_asked(self) -> None:
        assert first_open_step(WHOLE.with_answers(relation_done=False), FORM) is Step.RELATION

    @pytest.mark.parametrize(
        ("missing", "step"),
        [
            ("relation",          Step.RELATION),
            ("employment",        Step.RELATION),
            ("nik",               Step.IDENTITY),
            ("full_name",         Step.IDENTITY),
            ("birth_place",       Step.BIRTH),
            ("birth_date",        Step.BIRTH),
            ("sex",               Step.BIRTH),
            ("occupation",        Step.OCCUPATION),
            ("sector",            Step.OCCUPATION),
            ("village_code",      Step.ADDRESS),
            ("address",           Step.ADDRESS),
            ("work_village_code", Step.WORKPLACE),
            ("consent_at",        Step.CONSENT),
            ("consent_way",       Step.CONSENT),
            ("months",            Step.CONTRIBUTION),
            ("bracket",           Step.CONTRIBUTION),
            ("funding",           Step.CONTRIBUTION),
        ],
    )  # fmt: skip
    def test_missing_answer_opens_its_page(self, missing: str, step: Step) -> None:
        assert first_open_step(WHOLE.with_answers(**{missing: None}), FORM) is step

    def test_contact_page_must_have_been_seen(self) -> None:
        assert first_open_step(WHOLE.with_answers(contact_done=False), FORM) is Step.CONTACT

    def test_required_phone_opens_contact_page(self) -> None:
        assert first_open_step(WHOLE, Form(phone="required")) is Step.CONTACT

    def test_required_extra_field_opens_contact_page(self) -> None:
        form = Form(mother_name="required")

        assert first_open_step(WHOLE, form) is Step.CONTACT
        assert first_open_step(WHOLE.with_answers(optional={"mother_name": "Ni Rekaan"}), form) is Step.CHECK

    def test_paper_consent_needs_its_proof(self) -> None:
        on_paper = WHOLE.with_answers(consent_way="paper")

        assert first_open_step(on_paper, FORM) is Step.CONSENT
        assert first_open_step(on_paper.with_answers(consent_proof=UUID(int=1)), FORM) is Step.CHECK


class TestIsReachable:
    def test_nobody_jumps_ahead(self) -> None:
        assert is_reachable(Step.RELATION, DraftAnswers(), FORM)
        assert not is_reachable(Step.IDENTITY, DraftAnswers(), FORM)

    def test_everything_before_stays_open(self) -> None:
        assert all(is_reachable(step, WHOLE, FORM) for step in Step)


class TestNeighbours:
    def test_pages_follow_one_another(self) -> None:
        assert step_after(Step.RELATION) is Step.IDENTITY
        assert step_after(Step.CHECK) is Step.CHECK

    def test_first_page_has_none_before_it(self) -> None:
        assert step_before(Step.RELATION) is None
        assert step_before(Step.CHECK) is Step.CONTRIBUTION


class TestSealedAnswers:
    def test_answers_survive_sealing(self) -> None:
        kept = WHOLE.with_answers(
            consent_proof=UUID(int=7), consent_code_until=NOW, optional={"postcode": "80571"}
        )

        assert DraftAnswers.from_plain(kept.to_plain()) == kept

    def test_names_of_earlier_releases_are_ignored(self) -> None:
        assert DraftAnswers.from_plain({"nik": "5104035705900000", "gone": 1}).nik == "5104035705900000"
