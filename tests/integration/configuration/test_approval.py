"""A second person decides: once, on what was submitted, and never on their own work."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from tests.factories.identity import make_staff
from tests.fixtures.application import Work

from sertakan.audit.service import list_records
from sertakan.configuration.model import DraftState, Editor
from sertakan.configuration.service import approval, drafts, house
from sertakan.identity.model import Role
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import Contacts
from sertakan.tenancy.model import RevisionPart, Tenant
from sertakan.web.application import SertakanApp

TODAY = date(2026, 11, 22)


@pytest.fixture
def editor(tenant: Tenant, as_tenant: Work) -> Editor:
    return person(tenant, as_tenant, Role.LEGAL)


@pytest.fixture
def approver(tenant: Tenant, as_tenant: Work) -> Editor:
    return person(tenant, as_tenant, Role.APPROVER)


@pytest.fixture
def submitted(tenant: Tenant, as_tenant: Work, editor: Editor) -> str:
    """The fingerprint of a draft that asks for 18 years and waits for approval."""
    with as_tenant(tenant):
        write(editor, minimum_age=18)
        return submit(editor)


def person(tenant: Tenant, as_tenant: Work, role: Role) -> Editor:
    with as_tenant(tenant):
        account_id = make_staff(tenant.id, role)
    now = datetime(2026, 11, 22, 4, tzinfo=UTC)
    return Editor(tenant_id=tenant.id, account_id=account_id, today=TODAY, now=now)


def write(editor: Editor, section: str = "programme", **values: object) -> None:
    current = drafts.read_section(editor.tenant_id, section)
    drafts.save_section(editor, section, {**current.values, **values}, current.version)


def submit(editor: Editor) -> str:
    approval.submit_draft(editor, is_live=False)
    draft = drafts.find_draft(editor.tenant_id)
    assert draft is not None
    assert draft.submission is not None
    return draft.submission.fingerprint


def approve(approver: Editor, seen: str) -> int:
    return approval.approve_draft(approver, seen=seen, is_live=False).number


class TestSubmit:
    def test_freezes_what_is_written(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant):
            draft = drafts.find_draft(tenant.id)
            assert draft is not None
            assert draft.state is DraftState.SUBMITTED
            with pytest.raises(Conflict, match=r"draft\.submitted"):
                write(editor, minimum_age=20)
            with pytest.raises(Conflict, match=r"draft\.submitted"):
                drafts.discard_draft(editor)

    def test_draft_without_change_is_refused(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            drafts.open_draft(editor)
            with pytest.raises(Refusal, match=r"law\.unchanged"):
                approval.submit_draft(editor, is_live=False)

    def test_unsound_draft_is_refused(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            write(editor, minimum_age=60, maximum_age=18)
            with pytest.raises(Refusal, match=r"law\.unsound"):
                approval.submit_draft(editor, is_live=False)

    def test_failing_rule_test_blocks(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        test = {"name": "Petani", "month": "2026-11", "occupation": "petani_pekebun", "cost": 1}
        with as_tenant(tenant):
            version = drafts.read_section(tenant.id, "rule_tests").version
            drafts.save_section(editor, "rule_tests", [test], version)
            with pytest.raises(Refusal, match=r"law\.unsound"):
                approval.submit_draft(editor, is_live=False)

    def test_live_space_takes_everything_that_going_live_takes(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            write(editor, minimum_age=18)
            with pytest.raises(Refusal, match=r"law\.unsound"):
                approval.submit_draft(editor, is_live=True)


class TestApprove:
    def test_law_holds_from_today_with_both_people_on_record(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant):
            number = approve(approver, submitted)
        with as_tenant(tenant):
            document = tenancy.read_document_on(tenant.id, TODAY)
            assert (document.programme.minimum_age, document.regulation.applied_from) == (18, TODAY)
            newest = tenancy.list_revisions(tenant.id)[0]
            assert (newest.mark.number, newest.mark.part) == (number, RevisionPart.LAW)
            assert (newest.credit.published_by, newest.credit.approved_by) == (
                editor.account_id,
                approver.account_id,
            )
            assert drafts.find_draft(tenant.id) is None
            assert [row.event for row in list_records(tenant.id, None)] == [
                "law.published",
                "law.submitted",
                "law.draft_opened",
            ]

    def test_scheduled_law_begins_on_its_day(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor
    ) -> None:
        with as_tenant(tenant):
            write(editor, minimum_age=18)
            write(editor, "regulation", applied_from="2027-01-01")
            approve(approver, submit(editor))
            before = tenancy.read_document_on(tenant.id, date(2026, 12, 31))
            after = tenancy.read_document_on(tenant.id, date(2027, 1, 1))
            assert (before.programme.minimum_age, after.programme.minimum_age) == (None, 18)

    def test_day_of_the_law_before_does_not_bind_the_next_one(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor, submitted: str
    ) -> None:
        later = date(2026, 12, 24)
        with as_tenant(tenant):
            approve(approver, submitted)
            write(replace(editor, today=later), maximum_age=60)
            approve(replace(approver, today=later), submit(replace(editor, today=later)))
            assert tenancy.read_document_on(tenant.id, later).regulation.applied_from == later

    def test_day_that_passed_while_waiting_is_refused(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor
    ) -> None:
        with as_tenant(tenant):
            write(editor, "regulation", applied_from="2026-11-23")
            seen = submit(editor)
            with pytest.raises(Refusal, match=r"law\.unsound"):
                approve(replace(approver, today=date(2026, 11, 24)), seen)

    def test_nobody_approves_what_they_wrote_or_submitted(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor
    ) -> None:
        with as_tenant(tenant):
            write(editor, minimum_age=18)
            write(approver, maximum_age=60)
            seen = submit(editor)
            for own in (editor, approver):
                with pytest.raises(Refusal, match=r"approval\.own_work"):
                    approve(own, seen)

    def test_only_what_the_approver_read_is_approved(
        self, tenant: Tenant, as_tenant: Work, approver: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant), pytest.raises(Conflict, match=r"draft\.decided"):
            approve(approver, "0" * 64)

    def test_house_changed_meanwhile_stays_as_it_is(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant):
            house.publish_house(editor, {"contacts": Contacts(office="Disnaker")}, seen=1)
            approve(approver, submitted)
            document = tenancy.read_document_on(tenant.id, TODAY)
            assert (document.contacts.office, document.programme.minimum_age) == ("Disnaker", 18)

    def test_publication_that_dies_half_way_leaves_the_old_law(
        self, app: SertakanApp, tenant: Tenant, as_tenant: Work, approver: Editor, submitted: str
    ) -> None:
        with app.app_context(), suppress(KeyboardInterrupt), enter_tenant(tenant.id):
            approve(approver, submitted)
            raise KeyboardInterrupt

        with as_tenant(tenant):
            draft = drafts.find_draft(tenant.id)
            assert draft is not None
            assert draft.state is DraftState.SUBMITTED
            assert tenancy.read_document_on(tenant.id, TODAY).programme.minimum_age is None
            assert list_records(tenant.id, None, event="law.published") == []

    def test_of_two_approvers_at_once_one_wins_and_the_other_is_told(
        self, app: SertakanApp, tenant: Tenant, as_tenant: Work, approver: Editor, submitted: str
    ) -> None:
        second = person(tenant, as_tenant, Role.APPROVER)

        told = at_once(app, tenant, lambda: approve(approver, submitted), lambda: approve(second, submitted))

        assert sorted(told) == ["draft.decided", "won"]

    def test_of_law_and_house_at_once_one_wins_and_the_other_is_told(
        self, app: SertakanApp, tenant: Tenant, editor: Editor, approver: Editor, submitted: str
    ) -> None:
        contacts = {"contacts": Contacts(office="Disnaker")}

        told = at_once(
            app,
            tenant,
            lambda: approve(approver, submitted),
            lambda: house.publish_house(editor, contacts, seen=1),
        )

        assert told.count("won") >= 1
        assert set(told) <= {"won", "revision.taken"}


class TestReturn:
    def test_editors_go_on_with_the_reason(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant):
            approval.return_draft(approver, "Pasal 4 belum dikutip.", seen=submitted)
            draft = drafts.find_draft(tenant.id)
            assert draft is not None
            assert draft.returned is not None
            assert (draft.state, draft.returned.reason) == (DraftState.EDITING, "Pasal 4 belum dikutip.")
            write(editor, minimum_age=17)
            assert submit(editor) != submitted

    def test_reason_is_needed(
        self, tenant: Tenant, as_tenant: Work, approver: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant), pytest.raises(Refusal, match=r"return\.reason_missing"):
            approval.return_draft(approver, " ", seen=submitted)


class TestRestore:
    def test_earlier_law_comes_back_through_approval(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant):
            approve(approver, submitted)
            approval.restore_law(editor, 1)
            approve(approver, submit(editor))
            newest = tenancy.list_revisions(tenant.id)[0]
            assert newest.credit.restores == 1
            assert tenancy.read_document_on(tenant.id, TODAY).programme.minimum_age is None

    def test_newest_law_needs_no_return(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant), pytest.raises(Refusal, match=r"law\.unchanged"):
            approval.restore_law(editor, 1)

    def test_open_draft_is_not_overwritten(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, approver: Editor, submitted: str
    ) -> None:
        with as_tenant(tenant):
            approve(approver, submitted)
            write(editor, maximum_age=60)
            with pytest.raises(Conflict, match=r"draft\.open"):
                approval.restore_law(editor, 1)


def at_once(app: SertakanApp, tenant: Tenant, *works: Callable[[], object]) -> list[str]:
    ready, told = Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        with app.app_context():
            try:
                with enter_tenant(tenant.id):
                    tenancy.list_marks(tenant.id)
                    ready.wait(timeout=20)
                    work()
                told.append("won")
            except Conflict as conflict:
                told.append(conflict.code)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told
