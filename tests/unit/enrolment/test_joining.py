from datetime import date

import pytest

from sertakan.enrolment.model import DraftAnswers
from sertakan.enrolment.rules import joining
from sertakan.kernel.identifier import Nik
from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model import (
    Employment,
    FundingSource,
    ProgrammeTerms,
    Relation,
    SponsorCategory,
    Verdict,
)
from sertakan.regulation.service import national_rules

TODAY = date(2026, 11, 22)
WOMAN = Nik("5104035705900000")
ANSWERS = DraftAnswers(
    relation="neighbour",
    employment="none",
    construction_project=False,
    birth_date=date(1990, 5, 17),
    occupation="pedagang",
    sector="non_transport",
    village_code="51.04.05.2001",
    months=3,
    bracket=1,
    funding="private",
)


class TestToAnswers:
    def test_answers_are_read_as_rules_ask(self) -> None:
        asked = joining.to_answers(ANSWERS, SponsorCategory.PUBLIC, "51.04")

        assert asked.relation is Relation.NEIGHBOUR
        assert asked.employment is Employment.NONE
        assert asked.funding is FundingSource.PRIVATE
        assert asked.resident is True

    def test_village_decides_residence(self) -> None:
        assert joining.to_answers(ANSWERS, SponsorCategory.PUBLIC, "51.03").resident is False

    def test_unanswered_stays_unknown(self) -> None:
        asked = joining.to_answers(DraftAnswers(resident=True), SponsorCategory.PNS, "51.04")

        assert (asked.relation, asked.employment, asked.funding) == (None, None, None)
        assert asked.resident is True


class TestEnsureMayJoin:
    def test_ordinary_worker_may_join(self) -> None:
        asked = joining.to_answers(ANSWERS, SponsorCategory.PUBLIC, "51.04")

        found = joining.ensure_may_join(national_rules(), ProgrammeTerms(), asked, TODAY)

        assert found.verdict is Verdict.YES

    def test_own_employee_is_refused_with_ground(self) -> None:
        asked = joining.to_answers(
            ANSWERS.with_answers(employment="sponsor_company"), SponsorCategory.ORGANISATION, "51.04"
        )

        with pytest.raises(Refusal) as refused:
            joining.ensure_may_join(national_rules(), ProgrammeTerms(), asked, TODAY)

        assert refused.value.code == "worker.not_eligible"
        assert refused.value.params["ground"].code == "worker.employee_of_sponsor"


class TestPriceOf:
    @pytest.mark.parametrize(
        ("first",        "months", "sector",        "funding",   "total"),
        [
            (Month(2026, 11),   1, "non_transport", "private",     8_400),
            (Month(2026, 11),   3, "non_transport", "private",    33_600),
            (Month(2026, 11),  12, "non_transport", "private",   184_800),
            (Month(2026, 11),  12, "transport",     "private",   159_600),
            (Month(2026, 11),   1, "non_transport", "apbd",       16_800),
            (Month(2027,  1),   1, "non_transport", "private",    16_800),
        ],
    )  # fmt: skip
    def test_months_add_up(self, first: Month, months: int, sector: str, funding: str, total: int) -> None:
        answers = ANSWERS.with_answers(months=months, sector=sector, funding=funding)

        prices = joining.price_of(national_rules(), answers, first)

        assert sum(price.total for price in prices) == total


class TestEnsureFitsSpace:
    def test_trial_takes_nobody_real(self) -> None:
        joining.ensure_fits_space(WOMAN, wants_synthetic=True)
        with pytest.raises(Refusal, match="nik.real_in_trial"):
            joining.ensure_fits_space(Nik("5104035705900001"), wants_synthetic=True)

    def test_live_takes_nobody_invented(self) -> None:
        joining.ensure_fits_space(Nik("5104035705900001"), wants_synthetic=False)
        with pytest.raises(Refusal, match="nik.synthetic"):
            joining.ensure_fits_space(WOMAN, wants_synthetic=False)


class TestDiffersFromNik:
    @pytest.mark.parametrize(
        ("birth_date",      "sex", "differs"),
        [
            (date(1990, 5, 17), "P", False),
            (date(1990, 5, 18), "P", True),
            (date(1990, 5, 17), "L", True),
            (None,              "P", False),
            (None,              None, False),
        ],
    )  # fmt: skip
    def test_difference_is_seen(self, birth_date: date | None, sex: str | None, differs: bool) -> None:
        assert joining.differs_from_nik(WOMAN, birth_date, sex, TODAY) is differs

    def test_century_does_not_matter(self) -> None:
        centenarian = Nik("5104031705200000")

        assert not joining.differs_from_nik(centenarian, date(1920, 5, 17), "L", TODAY)


class TestIsSamePerson:
    def test_accents_and_case_do_not_matter(self) -> None:
        born = date(1990, 5, 17)

        assert joining.is_same_person("Ni Madé  CONTOH", born, "ni made contoh", born)
        assert not joining.is_same_person("Ni Made Contoh", born, "Ni Made Lain", born)
        assert not joining.is_same_person("Ni Made Contoh", born, "Ni Made Contoh", date(1990, 5, 18))


class TestRecordDecision:
    def test_decision_is_plain_and_complete(self) -> None:
        asked = joining.to_answers(
            ANSWERS.with_answers(employment="other_company"), SponsorCategory.PUBLIC, "51.04"
        )
        eligibility = joining.ensure_may_join(national_rules(), ProgrammeTerms(), asked, TODAY)
        prices = joining.price_of(national_rules(), ANSWERS, Month(2026, 11))

        kept = joining.record_decision(eligibility, prices)

        assert kept["verdict"] == "review"
        assert kept["grounds"][0]["code"] == "worker.employee_elsewhere"
        assert [line["total"] for line in kept["prices"]] == [8_400, 8_400, 16_800]
        assert kept["prices"][0]["clauses"][0]["instrument"]
