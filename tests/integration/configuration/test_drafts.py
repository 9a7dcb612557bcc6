"""Writing a law part together: one draft, every change kept, collisions told."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import UUID

import psycopg
import pytest
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.fixtures.database import Database

from sertakan.audit.service import list_records
from sertakan.configuration.errors import SectionCollided
from sertakan.configuration.model import DraftState, Editor, Side
from sertakan.configuration.service import drafts, house
from sertakan.kernel.refusal import Conflict, NotFound
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy.document import Contacts
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

TODAY = date(2026, 11, 22)


def editor_of(tenant: Tenant, account_id: UUID) -> Editor:
    now = datetime(2026, 11, 22, 4, tzinfo=UTC)
    return Editor(tenant_id=tenant.id, account_id=account_id, today=TODAY, now=now)


@pytest.fixture
def editor(tenant: Tenant, as_tenant: Work) -> Editor:
    with as_tenant(tenant):
        return editor_of(tenant, make_staff(tenant.id))


@pytest.fixture
def colleague(tenant: Tenant, as_tenant: Work) -> Editor:
    with as_tenant(tenant):
        return editor_of(tenant, make_staff(tenant.id))


def change(editor: Editor, section: str = "programme", *, seen: int = -1, **values: object) -> int:
    base = drafts.read_version(editor.tenant_id, section, seen).values
    return drafts.save_section(editor, section, {**base, **values}, seen).version


def value_of(editor: Editor, name: str, section: str = "programme") -> object:
    return drafts.read_section(editor.tenant_id, section).values[name]


class TestSaveSection:
    def test_first_change_opens_the_draft_on_record(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            assert drafts.find_draft(tenant.id) is None
            change(editor, minimum_age=18)

        with as_tenant(tenant):
            draft = drafts.find_draft(tenant.id)
            assert draft is not None
            assert (draft.state, draft.base) == (DraftState.EDITING, 1)
            assert drafts.read_proposal(tenant.id).programme.minimum_age == 18
            assert drafts.list_changed_sections(tenant.id) == ("programme",)
            assert [row.actor_id for row in list_records(tenant.id, None, event="law.draft_opened")] == [
                editor.account_id
            ]

    def test_nothing_changed_opens_nothing(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            assert change(editor) == -1
            assert drafts.find_draft(tenant.id) is None

    def test_change_taken_back_counts_as_none(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            version = change(editor, minimum_age=18)
            change(editor, seen=version, minimum_age=None)
            assert drafts.list_changed_sections(tenant.id) == ()

    def test_two_sections_never_collide(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, colleague: Editor
    ) -> None:
        with as_tenant(tenant):
            change(editor, minimum_age=18)
            change(colleague, "regulation", title="Contoh")
            assert set(drafts.list_changed_sections(tenant.id)) == {"programme", "regulation"}

    def test_two_fields_of_a_section_are_brought_together(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, colleague: Editor
    ) -> None:
        with as_tenant(tenant):
            change(editor, minimum_age=18)
            change(colleague, maximum_age=60)
            assert (value_of(editor, "minimum_age"), value_of(editor, "maximum_age")) == (18, 60)

    def test_same_field_collides_and_a_choice_settles_it(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, colleague: Editor
    ) -> None:
        with as_tenant(tenant):
            change(editor, minimum_age=18)
            with pytest.raises(SectionCollided) as told:
                change(colleague, minimum_age=21)
            assert [each.path for each in told.value.collisions] == ["programme.minimum_age"]
            assert value_of(editor, "minimum_age") == 18

            mine = {**drafts.read_version(tenant.id, "programme", -1).values, "minimum_age": 21}
            choices = {"programme.minimum_age": Side.MINE}
            drafts.save_section(colleague, "programme", mine, -1, choices=choices)
            assert value_of(editor, "minimum_age") == 21

    def test_history_says_who_kept_what(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, colleague: Editor
    ) -> None:
        with as_tenant(tenant):
            change(editor, minimum_age=18)
            change(colleague, maximum_age=60)
            history = drafts.list_history(tenant.id, "programme")
            assert [each.edited_by for each in history] == [colleague.account_id, editor.account_id]
            assert [each.content.values["maximum_age"] for each in history] == [60, None]

    def test_form_that_slept_through_another_draft_is_still_understood(
        self, tenant: Tenant, as_tenant: Work, editor: Editor, colleague: Editor
    ) -> None:
        with as_tenant(tenant):
            slept = change(editor, minimum_age=18)
            drafts.discard_draft(editor)
            change(editor, minimum_age=17)
            with pytest.raises(SectionCollided):
                change(colleague, seen=slept, minimum_age=19)

    def test_version_that_never_was_is_unknown(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            values = {**drafts.read_section(tenant.id, "programme").values, "minimum_age": 5}
            with pytest.raises(NotFound):
                drafts.save_section(editor, "programme", values, 99)


class TestProposal:
    def test_faults_come_with_their_paths(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            change(editor, minimum_age=60, maximum_age=18)
            change(editor, "consent", version=None)
            with pytest.raises(DocumentInvalid) as told:
                drafts.read_proposal(tenant.id)
            assert {(fault.path, fault.code) for fault in told.value.errors} == {
                ("programme.maximum_age", "programme.ages_crossed"),
                ("consent.version", "document.missing"),
            }

    def test_house_goes_on_changing_beside_the_draft(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            change(editor, minimum_age=18)
            house.publish_house(editor, {"contacts": Contacts(office="Disnaker")}, seen=1)
            proposal = drafts.read_proposal(tenant.id)
            assert (proposal.programme.minimum_age, proposal.contacts.office) == (18, "Disnaker")

    def test_untouched_draft_proposes_what_is_published(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            drafts.open_draft(editor)
            assert drafts.read_proposal(tenant.id) == drafts.read_base(tenant.id)


class TestDiscard:
    def test_discarded_draft_is_on_record_and_gone(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            change(editor, minimum_age=18)
            drafts.discard_draft(editor)
        with as_tenant(tenant):
            assert drafts.find_draft(tenant.id) is None
            assert value_of(editor, "minimum_age") is None
            assert '"sections":["programme"]' in list_records(tenant.id, None)[0].payload
            with pytest.raises(Conflict, match=r"draft\.closed"):
                drafts.discard_draft(editor)


class TestTogether:
    def test_two_first_changes_at_once_share_one_draft(
        self, app: SertakanApp, tenant: Tenant, editor: Editor, colleague: Editor
    ) -> None:
        run_at_once(
            app,
            tenant,
            lambda: change(editor, minimum_age=18),
            lambda: change(colleague, "regulation", title="Contoh"),
        )

        with app.app_context(), enter_tenant(tenant.id):
            assert set(drafts.list_changed_sections(tenant.id)) == {"programme", "regulation"}

    def test_two_changes_of_a_section_at_once_are_both_kept(
        self, app: SertakanApp, tenant: Tenant, editor: Editor, colleague: Editor
    ) -> None:
        run_at_once(
            app, tenant, lambda: change(editor, minimum_age=18), lambda: change(colleague, maximum_age=60)
        )

        with app.app_context(), enter_tenant(tenant.id):
            assert (value_of(editor, "minimum_age"), value_of(editor, "maximum_age")) == (18, 60)


def run_at_once(app: SertakanApp, tenant: Tenant, *works: Callable[[], object]) -> None:
    ready, failed = Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            with app.app_context(), enter_tenant(tenant.id):
                drafts.find_draft(tenant.id)
                ready.wait(timeout=20)
                work()
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_second_open_draft_is_refused_by_the_database(database: Database, tenant: Tenant) -> None:
    begin = (
        "INSERT INTO configuration_draft (tenant_id, id, state, base, started_by, started_at)"
        " VALUES (%s, gen_random_uuid(), 'editing', 1, gen_random_uuid(), now())"
    )
    with database.as_role("app", tenant.id) as connection:
        connection.execute(begin, (tenant.id,))
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute(begin, (tenant.id,))


def test_draft_of_another_regency_is_left_alone(
    other_tenant: Tenant, tenant: Tenant, as_tenant: Work, editor: Editor
) -> None:
    with as_tenant(tenant):
        assert drafts.find_draft(tenant.id) is None
        change(editor, minimum_age=18)
    with as_tenant(other_tenant):
        assert drafts.read_section(other_tenant.id, "programme").values["minimum_age"] == 17
