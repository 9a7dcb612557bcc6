"""Decisions made between a law's effect and its application: listed once, changed by nobody."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.configuration import publish_law
from tests.factories.enrolment import make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.integration.configuration.conftest import Work as DoJobs

from sertakan.audit.service import list_records
from sertakan.configuration.model import Editor
from sertakan.configuration.rules.retrospect import RetrospectiveCase, Window, window_of
from sertakan.configuration.service import retrospect
from sertakan.kernel.clock import FixedClock
from sertakan.kernel.refusal import Conflict, NotFound, Refusal
from sertakan.persistence.database import tenant_session
from sertakan.regulation.model import Verdict
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import Clause, Programme, Regulation
from sertakan.tenancy.model import RevisionMark, RevisionPart, Tenant

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
EFFECT, APPLIED = date(2026, 11, 1), date(2026, 11, 20)
WITHIN = datetime(2026, 11, 10, 2, tzinfo=UTC)


@pytest.fixture
def editor(tenant: Tenant, as_tenant: Work) -> Editor:
    with as_tenant(tenant):
        return Editor(tenant_id=tenant.id, account_id=make_staff(tenant.id), today=NOW.date(), now=NOW)


def publish_stricter_law(tenant_id: int, number: int = 2, **chosen: Any) -> None:
    """Publish a law that takes nobody below forty-five, in force before it is applied."""
    law = {"number": "7", "year": 2026, "effective_from": EFFECT, "applied_from": APPLIED, **chosen}
    publish_law(
        tenant_id,
        number,
        APPLIED,
        regulation=Regulation(**law),
        programme=Programme(minimum_age=45),
        clauses=(Clause(parameter="programme.minimum_age", pasal="5", ayat="1"),),
    )


def decide(tenant_id: int, age: int = 40, **chosen: Any) -> UUID:
    """Make an enrolment that the first law let in."""
    worker = make_worker(tenant_id, birth_date=date(2026 - age, 1, 1), occupation="pedagang")
    values = {
        "submitted_at": WITHIN,
        "total": 42_000,
        "decision": {"verdict": "yes"},
        "relation": "family",
        "employment": "none",
        "construction_project": False,
        "occupation": "pedagang",
        **chosen,
    }
    return make_enrolment(tenant_id, make_sponsor(tenant_id, category="public"), worker, **values)


def listed(tenant_id: int) -> list[RetrospectiveCase]:
    return retrospect.list_cases(tenant_id, is_open=True, after=None, limit=50)[0]


class TestListForReview:
    def test_what_the_new_law_would_have_said_otherwise_is_listed_with_its_grounds(
        self, tenant: Tenant, other_tenant: Tenant, as_tenant: Work
    ) -> None:
        with as_tenant(tenant):
            young, _old = decide(tenant.id, 40), decide(tenant.id, 50)
            publish_stricter_law(tenant.id)
            assert retrospect.list_for_review(tenant.id, 2, NOW) == 1
            (case,) = listed(tenant.id)

        assert (case.enrolment_id, case.revision) == (young, 2)
        assert (case.old_verdict, case.new_verdict) == (Verdict.YES, Verdict.NO)
        assert (case.old_total, case.new_total) == (42_000, 42_000)
        assert [ground["code"] for ground in case.grounds if ground["verdict"] == "no"] == [
            "worker.age_under"
        ]

    @pytest.mark.parametrize(
        ("chosen", "count"),
        [
            ({"submitted_at": datetime(2026, 10, 31, 15, 59, tzinfo=UTC)}, 0),
            ({"submitted_at": datetime(2026, 10, 31, 16, 1, tzinfo=UTC)}, 1),
            ({"submitted_at": datetime(2026, 11, 19, 15, 59, tzinfo=UTC)}, 1),
            ({"submitted_at": datetime(2026, 11, 19, 16, 1, tzinfo=UTC)}, 0),
            ({"submitted_at": WITHIN - timedelta(days=30), "decided_at": WITHIN}, 1),
            ({"revision": 2}, 0),
            ({"state": "rejected"}, 1),
        ],
    )
    def test_days_are_those_of_the_regency_from_effect_to_before_application(
        self, tenant: Tenant, as_tenant: Work, chosen: dict[str, Any], count: int
    ) -> None:
        with as_tenant(tenant):
            decide(tenant.id, **chosen)
            publish_stricter_law(tenant.id)
            assert retrospect.list_for_review(tenant.id, 2, NOW) == count

    def test_second_run_lists_nothing_twice_and_keeps_what_was_noted(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            decide(tenant.id)
            publish_stricter_law(tenant.id)
            retrospect.list_for_review(tenant.id, 2, NOW)
            retrospect.look_at(editor, listed(tenant.id)[0].id, "Tetap.")  # type: ignore[arg-type]
            assert retrospect.list_for_review(tenant.id, 2, NOW) == 0
            assert retrospect.count_cases(tenant.id) == (0, 1)
        with as_tenant(tenant):
            assert len(list_records(tenant.id, None, event="law.decisions_listed")) == 1

    def test_decision_itself_stays_as_it_was(self, tenant: Tenant, as_tenant: Work) -> None:
        from sqlalchemy import select

        from sertakan.enrolment.tables import EnrolmentRow

        query = select(EnrolmentRow.state, EnrolmentRow.total, EnrolmentRow.decision, EnrolmentRow.version)
        with as_tenant(tenant):
            decide(tenant.id)
            publish_stricter_law(tenant.id)
            mine = query.where(EnrolmentRow.tenant_id == tenant.id)
            before = tenant_session().execute(mine).all()
            retrospect.list_for_review(tenant.id, 2, NOW)
            assert tenant_session().execute(mine).all() == before

    def test_law_that_reaches_back_to_nothing_lists_nothing(self, tenant: Tenant, as_tenant: Work) -> None:
        with as_tenant(tenant):
            decide(tenant.id)
            publish_stricter_law(tenant.id, effective_from=APPLIED)
            assert retrospect.list_for_review(tenant.id, 2, NOW) == 0
            assert retrospect.list_for_review(tenant.id, 99, NOW) == 0

    def test_publication_asks_for_the_list_and_the_worker_may_write_it(
        self, tenant: Tenant, as_tenant: Work, clock: FixedClock, work: DoJobs
    ) -> None:
        with as_tenant(tenant):
            decide(tenant.id)
            publish_stricter_law(tenant.id)
            retrospect.ask_for_list(tenant.id, 2)
        work()
        with as_tenant(tenant):
            assert retrospect.count_cases(tenant.id) == (1, 0)

    def test_night_lists_what_was_decided_after_the_publication(
        self, tenant: Tenant, as_tenant: Work
    ) -> None:
        with as_tenant(tenant):
            publish_stricter_law(tenant.id)
            retrospect.list_for_review(tenant.id, 2, NOW)
            decide(tenant.id, submitted_at=APPLIED_EVE)
            retrospect.list_whatever_is_missing(tenant.id, NOW)
            assert retrospect.count_cases(tenant.id) == (1, 0)


APPLIED_EVE = datetime(2026, 11, 19, 2, tzinfo=UTC)


class TestLookAt:
    def test_note_is_kept_sealed_with_who_and_when(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            decide(tenant.id)
            publish_stricter_law(tenant.id)
            retrospect.list_for_review(tenant.id, 2, NOW)
            retrospect.look_at(editor, listed(tenant.id)[0].id, "  Tetap, sudah dibayar. ")  # type: ignore[arg-type]
            (case,), _ = retrospect.list_cases(tenant.id, is_open=False, after=None, limit=5)
        assert (case.note, case.looked_by, case.looked_at) == (
            "Tetap, sudah dibayar.",
            editor.account_id,
            NOW,
        )

    def test_refusals(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            decide(tenant.id)
            publish_stricter_law(tenant.id)
            retrospect.list_for_review(tenant.id, 2, NOW)
            case_id = listed(tenant.id)[0].id
            assert case_id is not None
            with pytest.raises(NotFound, match=r"case\.unknown"):
                retrospect.look_at(editor, editor.account_id, "Tetap.")
            for note, code in (("  ", "note.missing"), ("a" * 501, "note.long")):
                with pytest.raises(Refusal, match=code):
                    retrospect.look_at(editor, case_id, note)
            retrospect.look_at(editor, case_id, "Tetap.")
            with pytest.raises(Conflict, match=r"case\.looked_at"):
                retrospect.look_at(editor, case_id, "Lagi.")

    def test_list_is_read_page_by_page(self, tenant: Tenant, as_tenant: Work) -> None:
        from sertakan.configuration.rules.retrospect import Position

        with as_tenant(tenant):
            for _ in range(3):
                decide(tenant.id)
            publish_stricter_law(tenant.id)
            retrospect.list_for_review(tenant.id, 2, NOW)
            first, is_more = retrospect.list_cases(tenant.id, is_open=True, after=None, limit=2)
            assert first[-1].id is not None
            place = Position(decided_on=first[-1].decided_on, id=first[-1].id)
            rest, none_more = retrospect.list_cases(tenant.id, is_open=True, after=place, limit=2)
        assert (len(first), is_more, len(rest), none_more) == (2, True, 1, False)


@pytest.mark.parametrize(
    ("part", "effective", "window"),
    [
        (RevisionPart.LAW, EFFECT, Window(start=EFFECT, end=APPLIED)),
        (RevisionPart.WHOLE, EFFECT, Window(start=EFFECT, end=APPLIED)),
        (RevisionPart.HOUSE, EFFECT, None),
        (RevisionPart.LAW, APPLIED, None),
        (RevisionPart.LAW, None, None),
    ],
)
def test_window_is_what_a_law_reaches_back_to(
    tenant: Tenant, as_tenant: Work, part: RevisionPart, effective: date | None, window: Window | None
) -> None:
    mark = RevisionMark(number=2, part=part, applied_from=APPLIED)
    with as_tenant(tenant):
        document = tenancy.read_revision(tenant.id, 1)
    changed = document.with_parts(regulation=Regulation(effective_from=effective))
    assert window_of(changed, mark) == window
