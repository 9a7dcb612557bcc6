"""Changing how a regency shows itself: at once, with history and undo, without losing anybody's change."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread
from uuid import UUID

import pytest
from tests.factories.identity import make_staff
from tests.fixtures.application import Work

from sertakan.audit.service import list_records
from sertakan.configuration.model import Editor
from sertakan.configuration.service import house
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import Consent, Contacts, Languages, LanguageTexts, Messages
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart, Tenant
from sertakan.web.application import SertakanApp

TODAY = date(2026, 11, 22)


@pytest.fixture
def editor(tenant: Tenant, as_tenant: Work) -> Editor:
    with as_tenant(tenant):
        return _editor(tenant, make_staff(tenant.id))


def _editor(tenant: Tenant, account_id: UUID) -> Editor:
    now = datetime(2026, 11, 22, 4, tzinfo=UTC)
    return Editor(tenant_id=tenant.id, account_id=account_id, today=TODAY, now=now)


def _holding(editor: Editor) -> Contacts:
    return tenancy.read_document_on(editor.tenant_id, editor.today).contacts


class TestPublishHouse:
    def test_change_holds_at_once_and_is_on_record(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            number = house.publish_house(editor, {"contacts": Contacts(office="Disnaker")}, seen=1)

        with as_tenant(tenant):
            assert (number, _holding(editor).office) == (2, "Disnaker")
            newest = list_records(tenant.id, None, event="house.published")[0]
            assert newest.actor_id == editor.account_id

    def test_nothing_changed_publishes_nothing(self, tenant: Tenant, as_tenant: Work, editor: Editor) -> None:
        with as_tenant(tenant):
            assert house.publish_house(editor, {"contacts": _holding(editor)}, seen=1) == 1
            assert len(tenancy.list_marks(tenant.id)) == 1

    def test_two_parts_changed_by_two_people_are_both_kept(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        messages = Messages(sender_name="Sertakan", signature="Salam")
        with as_tenant(tenant):
            house.publish_house(editor, {"contacts": Contacts(office="Disnaker")}, seen=1)
            house.publish_house(editor, {"messages": messages}, seen=1)

            document = tenancy.read_document_on(tenant.id, TODAY)
            assert (document.contacts.office, document.messages) == ("Disnaker", messages)

    def test_same_part_changed_by_another_is_not_overwritten(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            house.publish_house(editor, {"contacts": Contacts(office="Pertama")}, seen=1)
            with pytest.raises(Conflict, match="house.changed_meanwhile"):
                house.publish_house(editor, {"contacts": Contacts(office="Kedua")}, seen=1)
            assert _holding(editor).office == "Pertama"

    def test_undo_publishes_the_earlier_house_again(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            before = _holding(editor)
            house.publish_house(editor, {"contacts": Contacts(office="Salah")}, seen=1)
            number = house.restore_house(editor, 1, seen=2)

            assert (number, _holding(editor)) == (3, before)
            assert tenancy.list_revisions(tenant.id)[0].credit.restores == 1

    def test_language_without_consent_text_is_refused_with_its_path(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            _publish_law_without_balinese(tenant, TODAY)
            _drop_balinese(editor)
            with pytest.raises(DocumentInvalid, match=r"consent\.text\.ban: consent\.text_missing"):
                house.publish_house(editor, {"languages": Languages()}, seen=3)

    def test_house_must_fit_a_law_that_begins_later(
        self, tenant: Tenant, as_tenant: Work, editor: Editor
    ) -> None:
        with as_tenant(tenant):
            _publish_law_without_balinese(tenant, date(2027, 1, 1))
            with pytest.raises(Refusal, match="house.breaks_scheduled"):
                house.publish_house(editor, {"languages": Languages(on_thursdays="ban")}, seen=1)

    def test_of_two_at_once_one_wins_and_the_other_is_told(
        self, app: SertakanApp, tenant: Tenant, editor: Editor
    ) -> None:
        ready, told = Barrier(2), []

        def publish(office: str) -> None:
            with app.app_context():
                try:
                    with enter_tenant(tenant.id):
                        tenancy.list_marks(tenant.id)
                        ready.wait(timeout=20)
                        house.publish_house(editor, {"contacts": Contacts(office=office)}, seen=1)
                    told.append("won")
                except Conflict as conflict:
                    told.append(conflict.code)

        threads = [Thread(target=publish, args=(f"Kantor {number}",)) for number in (1, 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert "won" in told
        assert set(told) - {"won"} <= {"revision.taken", "house.changed_meanwhile"}
        assert len(told) == 2
        assert told.count("won") == 1


def _publish_law_without_balinese(tenant: Tenant, applied_from: date) -> None:
    document = tenancy.read_document_on(tenant.id, TODAY)
    consent = Consent(version="2026-12", text=LanguageTexts(id="Saya setuju."))
    only_indonesian = document.with_parts(languages=Languages(offered=("id",)), consent=consent)
    mark = RevisionMark(number=2, part=RevisionPart.LAW, applied_from=applied_from)
    tenancy.keep_revision(tenant.id, only_indonesian, mark, Credit(origin=Origin.BROWSER))


def _drop_balinese(editor: Editor) -> None:
    mark = RevisionMark(number=3, part=RevisionPart.HOUSE, applied_from=TODAY)
    document = tenancy.read_revision(editor.tenant_id, 2)
    tenancy.keep_revision(editor.tenant_id, document, mark, Credit(origin=Origin.BROWSER))
