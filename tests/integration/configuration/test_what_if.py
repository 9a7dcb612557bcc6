"""What a draft would change: counted in a job, against an oracle that decides everybody alone."""

import random
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.factories.configuration import make_law_draft, make_law_section, publish_law
from tests.factories.enrolment import VILLAGE, make_enrolment, make_sponsor, make_worker
from tests.factories.identity import make_staff
from tests.factories.sponsoring import make_draft_at
from tests.fixtures.application import Work
from tests.integration.configuration.conftest import Work as DoJobs

from sertakan.audit.service import list_records
from sertakan.configuration.model import Editor
from sertakan.configuration.repository import what_if as stored
from sertakan.configuration.rules.what_if import Group, RunState, Tally
from sertakan.configuration.service import drafts, what_if
from sertakan.enrolment.model import EnrolmentState
from sertakan.kernel.clock import FixedClock
from sertakan.kernel.month import Month, month_range
from sertakan.kernel.refusal import NotFound
from sertakan.regulation.model import (
    Answers,
    Employment,
    FundingSource,
    Relation,
    Sector,
    SponsorCategory,
    Verdict,
)
from sertakan.regulation.rules import decide_eligibility, price
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.tenancy.model import Tenant

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
PRESENT = Month(2026, 11)
CHANGED: dict[str, Any] = {
    "minimum_age": 30,
    "default_bracket": 2,
    "months_offered": [1, 3],
    "relations_allowed": ["family", "neighbour"],
    "residence_required": True,
}
CITED = [
    {"parameter": f"programme.{name}", "pasal": "5", "ayat": str(number)}
    for number, name in enumerate(("minimum_age", "residence_required"), 1)
]


@pytest.fixture
def editor(tenant: Tenant, as_tenant: Work) -> Editor:
    with as_tenant(tenant):
        return Editor(tenant_id=tenant.id, account_id=make_staff(tenant.id), today=TODAY, now=NOW)


@pytest.fixture
def law_draft(tenant: Tenant, as_tenant: Work, editor: Editor) -> UUID:
    with as_tenant(tenant):
        draft = make_law_draft(tenant.id, editor.account_id)
        make_law_section(tenant.id, draft, editor.account_id, **CHANGED)
        return draft


def fill(tenant_id: int, count: int, seed: int) -> list[dict[str, Any]]:
    """Make enrolments of every kind and return what is known of each."""
    draw = random.Random(seed)  # noqa: S311
    return [_fill_one(tenant_id, draw) for _ in range(count)]


def _fill_one(tenant_id: int, draw: random.Random) -> dict[str, Any]:
    kind: dict[str, Any] = {
        "state": draw.choice([state.value for state in EnrolmentState]),
        "category": draw.choice(["pns", "public", "organisation"]),
        "born": date(draw.randint(1950, 2005), draw.randint(1, 12), draw.randint(1, 28)),
        "village_code": draw.choice([VILLAGE, "51.71.01.1001"]),
        "first_month": draw.choice([202609, 202611, 202612]),
        "months": draw.choice([1, 3, 6, 12]),
        "bracket": draw.choice([1, 2, 3]),
        "funding": draw.choice(["private", "csr", "apbd"]),
        "occupation": draw.choice(["pedagang", "tukang_batu", "petani_pekebun"]),
        "relation": draw.choice(["family", "other", None]),
        "employment": draw.choice(["none", "other_company", None]),
        "construction_project": draw.choice([True, False, None]),
        "member_elsewhere": draw.choice([True, None]),
    }
    known = {name: value for name, value in kind.items() if name not in {"category", "born"}}
    sponsor = make_sponsor(tenant_id, category=kind["category"])
    make_enrolment(tenant_id, sponsor, make_worker(tenant_id, birth_date=kind["born"]), **known)
    return kind


def oracle(kinds: list[dict[str, Any]], old: RegencyDocument, new: RegencyDocument) -> dict[Group, Tally]:
    """Count as slowly and plainly as possible."""
    tallies = {group: Tally() for group in Group}
    for kind in kinds:
        groups = _groups(kind)
        before, after = _verdict(kind, old), _verdict(kind, new)
        moved = new.programme.default_bracket if kind["bracket"] == old.programme.default_bracket else None
        cost_before, cost_after = _cost(kind, kind["bracket"]), _cost(kind, moved or kind["bracket"])
        order = [Verdict.YES, Verdict.REVIEW, Verdict.NO]
        worse = order.index(after) - order.index(before)
        for tally in (tallies[group] for group in groups):
            tally.counted += 1
            tally.changed += before is not after or cost_before != cost_after
            tally.excluded += worse > 0 and after is Verdict.NO
            tally.to_review += worse > 0 and after is Verdict.REVIEW
            tally.eased += worse < 0
            tally.dearer += cost_after > cost_before
            tally.cheaper += cost_after < cost_before
            tally.difference += cost_after - cost_before
    return tallies


def _groups(kind: dict[str, Any]) -> list[Group]:
    if kind["state"] in {"rejected", "ended"}:
        return []
    if kind["state"] in {"submitted", "returned"}:
        return [Group.WAITING]
    return [Group.APPROVED, *([Group.ACTIVE] if PRESENT in _months(kind) else [])]


def _months(kind: dict[str, Any]) -> tuple[Month, ...]:
    return month_range(Month(kind["first_month"] // 100, kind["first_month"] % 100), kind["months"])


def _verdict(kind: dict[str, Any], document: RegencyDocument) -> Verdict:
    answers = Answers(
        sponsor=SponsorCategory(kind["category"]),
        birth_date=kind["born"],
        occupation=kind["occupation"],
        relation=Relation(kind["relation"]) if kind["relation"] else None,
        employment=Employment(kind["employment"]) if kind["employment"] else None,
        construction_project=kind["construction_project"],
        resident=kind["village_code"].startswith("51.04"),
        member_elsewhere=kind["member_elsewhere"],
        funding=FundingSource(kind["funding"]),
        months=kind["months"],
    )
    return decide_eligibility(national_rules(), terms_of(document, TODAY), answers, TODAY).verdict


def _cost(kind: dict[str, Any], bracket: int) -> int:
    return sum(
        price(
            national_rules(),
            month=month,
            sector=Sector.NON_TRANSPORT,
            funding=FundingSource(kind["funding"]),
            bracket=bracket,
        ).total
        for month in _months(kind)
        if month > PRESENT
    )


class TestCount:
    @pytest.mark.parametrize("seed", [1, 2, 3])
    def test_counts_agree_with_deciding_everybody_alone(
        self, tenant: Tenant, other_tenant: Tenant, as_tenant: Work, editor: Editor, work: DoJobs, seed: int
    ) -> None:
        with as_tenant(tenant):
            kinds = fill(tenant.id, 40, seed)
            draft = make_law_draft(tenant.id, editor.account_id)
            make_law_section(tenant.id, draft, editor.account_id, **CHANGED)
            make_law_section(tenant.id, draft, editor.account_id, "clauses", content=CITED)
            expected = oracle(kinds, drafts.read_base(tenant.id), drafts.read_proposal(tenant.id))
            what_if.ask(editor)
        work()

        with as_tenant(tenant):
            result = what_if.find_standing(tenant.id).result
        assert result is not None
        assert result.consequences is not None
        assert result.consequences.tallies == expected
        assert result.line_count == sum(
            tally.changed for group, tally in expected.items() if group is not Group.ACTIVE
        )

    def test_drafts_of_sponsors_are_priced_on_the_default_they_would_meet(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, work: DoJobs, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            make_draft_at(tenant.id, make_sponsor(tenant.id, category="public"), months=3, bracket=None)
            run_id = what_if.ask(editor)
        work()

        with as_tenant(tenant):
            tally = stored.find_run(tenant.id, run_id).consequences.tallies[Group.DRAFTS]  # type: ignore[union-attr]
            assert (tally.counted, tally.changed, tally.dearer, tally.excluded) == (1, 1, 1, 0)
            (line,) = what_if.take_list(editor, run_id, 1)
        assert (line.state, line.reference, line.masked_nik) == (None, None, "5104••••••••0000")

    def test_lines_say_who_and_why_and_are_recorded_when_taken(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, work: DoJobs, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            worker = make_worker(tenant.id, birth_date=date(2000, 1, 1))
            make_enrolment(
                tenant.id, make_sponsor(tenant.id), worker, reference="GIA-AAAA-AA", relation="other"
            )
            run_id = what_if.ask(editor)
        work()

        with as_tenant(tenant):
            (line,) = what_if.take_list(editor, run_id, 1)
            assert (line.reference, line.masked_nik) == ("GIA-AAAA-AA", "5104••••••••0000")
            assert {ground["code"] for ground in line.grounds} >= {"worker.age_under", "relation.not_allowed"}
            with pytest.raises(NotFound):
                what_if.take_list(editor, run_id, 2)
        with as_tenant(tenant):
            (taken,) = list_records(tenant.id, None, event="law.what_if_taken")
            assert taken.actor_id == editor.account_id


class TestAsk:
    def test_asking_twice_watches_the_same_count(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            assert what_if.ask(editor) == what_if.ask(editor)

    def test_draft_with_faults_is_not_counted(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            draft = make_law_draft(tenant.id, editor.account_id)
            make_law_section(tenant.id, draft, editor.account_id, minimum_age=50, maximum_age=40)
            with pytest.raises(DocumentInvalid):
                what_if.ask(editor)

    def test_changed_draft_overtakes_a_count_that_waits_and_makes_a_result_stale(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, work: DoJobs, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            first = what_if.ask(editor)
        work()
        with as_tenant(tenant):
            assert not what_if.find_standing(tenant.id).is_stale
            waiting = what_if.ask(editor)
            current = drafts.read_section(tenant.id, "programme")
            drafts.save_section(editor, "programme", {**current.values, "minimum_age": 25}, current.version)
        work()

        with as_tenant(tenant):
            standing = what_if.find_standing(tenant.id)
            assert standing.result is not None
            assert (standing.result.id, standing.is_stale) == (first, True)
            assert stored.find_run(tenant.id, waiting).state is RunState.OVERTAKEN  # type: ignore[union-attr]

    def test_publication_makes_a_result_stale(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, work: DoJobs, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            what_if.ask(editor)
        work()
        with as_tenant(tenant):
            publish_law(tenant.id, 2, TODAY)
            assert what_if.find_standing(tenant.id).is_stale


class TestResuming:
    def test_count_whose_worker_died_is_done_by_another_from_the_start(
        self,
        tenant: Tenant,
        as_tenant: Work,
        editor: Editor,
        clock: FixedClock,
        work: DoJobs,
        law_draft: UUID,
    ) -> None:
        with as_tenant(tenant):
            fill(tenant.id, 5, 1)
            run_id = what_if.ask(editor)
            stored.update_unfinished_run(tenant.id, run_id, state=RunState.RUNNING, seen=3, total=5)
        work()

        with as_tenant(tenant):
            run = stored.find_run(tenant.id, run_id)
        assert run is not None
        assert (run.state, run.seen) == (RunState.DONE, run.total)

    def test_finished_count_is_not_counted_again(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, work: DoJobs, law_draft: UUID
    ) -> None:
        with as_tenant(tenant):
            run_id = what_if.ask(editor)
        work()
        with as_tenant(tenant):
            before = stored.find_run(tenant.id, run_id)
            fill(tenant.id, 3, 1)
            what_if.count(tenant.id, run_id, NOW)
            assert stored.find_run(tenant.id, run_id) == before
