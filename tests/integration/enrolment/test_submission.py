from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import UUID

import pytest
from tests.factories.enrolment import make_sponsor
from tests.factories.identity import make_account
from tests.fixtures.application import Work
from tests.unit.enrolment.test_completeness import WHOLE

from sertakan.audit import service as audit
from sertakan.enrolment.errors import AlreadyCovered, CoverElsewhere
from sertakan.enrolment.model import DraftAnswers, Submission
from sertakan.enrolment.repository.enrolments import get_enrolment
from sertakan.enrolment.service import answering, cover, drafts
from sertakan.enrolment.service.submission import Circumstances, submit_enrolment
from sertakan.kernel.month import Month, month_range
from sertakan.kernel.refusal import NotFound, Refusal
from sertakan.tenancy.model import InForce, Tenant
from sertakan.web.application import SertakanApp

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
ANSWERS = WHOLE.with_answers(consent_language="id", consent_version="2026-11", construction_project=False)

Begin = Callable[..., tuple[UUID, UUID]]


@pytest.fixture
def here(app: SertakanApp, tenant: Tenant) -> Circumstances:
    return Circumstances(
        tenant_id=tenant.id,
        document=app.directory.document_of(tenant, InForce(law=1, house=1)),
        revision=1,
        today=date(2026, 11, 22),
        now=NOW,
        wants_synthetic=True,
        actor_id=UUID(int=9),
    )


@pytest.fixture
def begin(tenant: Tenant, as_tenant: Work) -> Begin:
    """Begin a draft for a new sponsor; returns draft and sponsor."""

    def begin(answers: DraftAnswers = ANSWERS) -> tuple[UUID, UUID]:
        with as_tenant(tenant):
            account_id = make_account(tenant.id)
            sponsor_id = make_sponsor(tenant.id, account_id)
            return drafts.begin_draft(tenant.id, sponsor_id, answers, NOW), sponsor_id

    return begin


class TestSubmitEnrolment:
    def test_everything_is_written_at_once(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        draft_id, sponsor_id = begin()

        with as_tenant(tenant):
            written = submit_enrolment(draft_id, sponsor_id, here)

        assert isinstance(written, Submission)
        with as_tenant(tenant):
            kept = get_enrolment(tenant.id, written.id)
            history = [record.event for record in audit.history_of(tenant.id, written.id)]
        assert (kept.total, kept.months, kept.first_month) == (33_600, 3, Month(2026, 11))
        assert (kept.worker_name, kept.masked_nik[-4:]) == ("Ni Made Contoh", "0000")
        assert history == ["enrolment.submitted"]

    def test_second_press_finds_the_first(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        draft_id, sponsor_id = begin()

        with as_tenant(tenant):
            first = submit_enrolment(draft_id, sponsor_id, here)
        with as_tenant(tenant):
            again = submit_enrolment(draft_id, sponsor_id, here)

        assert isinstance(first, Submission)
        assert again == first.id

    def test_two_presses_at_once_make_one(
        self, app: SertakanApp, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        draft_id, sponsor_id = begin()
        results, barrier = [], Barrier(4)

        def press() -> None:
            barrier.wait()
            with as_tenant(tenant):
                results.append(submit_enrolment(draft_id, sponsor_id, here))

        threads = [Thread(target=press) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len({result.id if isinstance(result, Submission) else result for result in results}) == 1
        assert sum(isinstance(result, Submission) for result in results) == 1

    def test_incomplete_draft_names_its_page(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        draft_id, sponsor_id = begin(ANSWERS.with_answers(address=None))

        with as_tenant(tenant), pytest.raises(Refusal) as refused:
            submit_enrolment(draft_id, sponsor_id, here)

        assert (refused.value.code, refused.value.params["step"]) == ("draft.incomplete", "alamat")

    def test_foreign_draft_is_unknown(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        draft_id, _ = begin()
        _, other_sponsor = begin(ANSWERS.with_answers(nik="5104035805900000"))

        with as_tenant(tenant), pytest.raises(NotFound):
            submit_enrolment(draft_id, other_sponsor, here)

    def test_real_number_is_kept_out_of_trial(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        draft_id, sponsor_id = begin(ANSWERS.with_answers(nik="5104035705900001"))

        with as_tenant(tenant), pytest.raises(Refusal, match="nik.real_in_trial"):
            submit_enrolment(draft_id, sponsor_id, here)


class TestDoubleCover:
    def test_same_person_here_is_blocked(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        _submit(tenant, as_tenant, begin(), here)
        draft_id, sponsor_id = begin()

        with as_tenant(tenant), pytest.raises(AlreadyCovered) as refused:
            submit_enrolment(draft_id, sponsor_id, here)

        assert dict(refused.value.params) == {"until": Month(2027, 1)}
        with as_tenant(tenant):
            asked = [record.payload for record in audit.history_of(tenant.id, draft_id)]
        assert len(asked) == 1
        assert '"answer":"here"' in asked[0]

    def test_other_name_goes_to_an_officer(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        _submit(tenant, as_tenant, begin(), here)

        second = _submit(tenant, as_tenant, begin(ANSWERS.with_answers(full_name="Ni Ketut Lain")), here)

        assert "nik_other_name" in second.hints

    def test_other_regency_warns_once(
        self, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        with as_tenant(quiet_tenant):
            months = list(month_range(Month(2026, 11), 2))
            cover.claim(quiet_tenant.id, str(ANSWERS.nik), "NI MADE CONTOH", date(1990, 5, 17), months)
        draft_id, sponsor_id = begin()

        with as_tenant(tenant), pytest.raises(CoverElsewhere) as warned:
            submit_enrolment(draft_id, sponsor_id, here)
        with as_tenant(tenant):
            written = submit_enrolment(draft_id, sponsor_id, here, knows_cover_elsewhere=True)

        assert dict(warned.value.params) == {"until": Month(2026, 12)}
        assert isinstance(written, Submission)

    def test_answers_are_rationed_per_day(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        _submit(tenant, as_tenant, begin(), here)
        draft_id, sponsor_id = begin()
        codes = [_refusal_code(tenant, as_tenant, draft_id, sponsor_id, here) for _ in range(21)]

        assert codes == ["cover.already"] * 20 + ["cover.asked_often"]


class TestRefuseAsWorker:
    def test_worker_stops_everything_at_once(
        self, tenant: Tenant, as_tenant: Work, begin: Begin, here: Circumstances
    ) -> None:
        written = _submit(tenant, as_tenant, begin(), here)

        with as_tenant(tenant):
            answering.refuse_as_worker(
                tenant.id, f" {written.refusal_code[:4].lower()}-{written.refusal_code[4:]}", NOW
            )
        with as_tenant(tenant):
            answering.refuse_as_worker(tenant.id, written.refusal_code, NOW)
            kept = get_enrolment(tenant.id, written.id)

        assert (kept.state, kept.consent_state, kept.state_ground) == ("ended", "refused", "stopped")
        _submit(tenant, as_tenant, begin(), here)

    def test_unknown_code_is_refused(self, tenant: Tenant, as_tenant: Work) -> None:
        with as_tenant(tenant), pytest.raises(Refusal, match="refusal.code_unknown"):
            answering.refuse_as_worker(tenant.id, "ABCD2345", NOW)


class TestConsentCode:
    def test_right_code_in_time_is_taken(self, tenant: Tenant, as_tenant: Work, begin: Begin) -> None:
        draft_id, sponsor_id = begin(ANSWERS.with_answers(mobile="+6281234567890"))
        with as_tenant(tenant):
            code = drafts.make_consent_code(tenant.id, drafts.get_draft(tenant.id, sponsor_id, draft_id), NOW)
        with as_tenant(tenant):
            draft = drafts.get_draft(tenant.id, sponsor_id, draft_id)

            assert drafts.check_consent_code(tenant.id, draft, code, NOW)

    def test_five_wrong_tries_end_it(self, tenant: Tenant, as_tenant: Work, begin: Begin) -> None:
        draft_id, sponsor_id = begin(ANSWERS.with_answers(mobile="+6281234567890"))
        with as_tenant(tenant):
            drafts.make_consent_code(tenant.id, drafts.get_draft(tenant.id, sponsor_id, draft_id), NOW)
        for _ in range(5):
            with as_tenant(tenant):
                draft = drafts.get_draft(tenant.id, sponsor_id, draft_id)
                assert not drafts.check_consent_code(tenant.id, draft, "no", NOW)

        with as_tenant(tenant), pytest.raises(Refusal, match="consent.code_expired"):
            drafts.check_consent_code(tenant.id, drafts.get_draft(tenant.id, sponsor_id, draft_id), "no", NOW)

    def test_code_needs_a_phone(self, tenant: Tenant, as_tenant: Work, begin: Begin) -> None:
        draft_id, sponsor_id = begin(ANSWERS)

        with as_tenant(tenant), pytest.raises(Refusal, match="consent.mobile_missing"):
            drafts.make_consent_code(tenant.id, drafts.get_draft(tenant.id, sponsor_id, draft_id), NOW)


def _submit(tenant: Tenant, as_tenant: Work, begun: tuple[UUID, UUID], here: Circumstances) -> Submission:
    with as_tenant(tenant):
        written = submit_enrolment(*begun, replace(here))
    assert isinstance(written, Submission)
    return written


def _refusal_code(
    tenant: Tenant, as_tenant: Work, draft_id: UUID, sponsor_id: UUID, here: Circumstances
) -> str:
    with as_tenant(tenant), pytest.raises(Refusal) as refused:
        submit_enrolment(draft_id, sponsor_id, here)
    return refused.value.code
