"""The editor of the sponsor's form: common fields, own questions, their order, and what the sponsor will see."""

from typing import Any

import pytest
from tests.fixtures.application import Work
from tests.fixtures.client import Visitor
from tests.web.regency.test_law_sections import SETTINGS, sent_by_browser, submit, values_of

from sertakan.configuration.service import drafts
from sertakan.identity.model import Role
from sertakan.tenancy.model import Tenant

FORM = f"{SETTINGS}/formulir"
NEW = f"{FORM}/pertanyaan/baru"


@pytest.fixture
def legal(officer: Any) -> Visitor:
    return officer(Role.LEGAL)


@pytest.fixture
def colleague(officer: Any) -> Visitor:
    return officer(Role.LEGAL)


def add(legal: Visitor, label: str, **typed: Any) -> Any:
    return submit(legal, NEW, label_id=label, **{"kind": "short", **typed})


def seen(legal: Visitor) -> str:
    return str(sent_by_browser(legal, FORM)["seen"][0])


def asked(tenant: Tenant, as_tenant: Work) -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = values_of(tenant, as_tenant, "form")["questions"]
    return questions


@pytest.mark.parametrize("role", [Role.ADMIN, Role.LEGAL, Role.APPROVER, Role.AUDITOR])
def test_everybody_who_sees_settings_reads_form_and_preview(officer: Any, role: Role) -> None:
    visitor = officer(role)
    assert visitor.get(FORM).status_code == 200
    assert visitor.get(f"{FORM}/pratinjau").status_code == 200


def test_common_fields_are_kept_and_untouched_ones_change_nothing(
    legal: Visitor, tenant: Tenant, as_tenant: Work
) -> None:
    page = legal.get(FORM).text
    assert "Selalu wajib" in page
    submit(legal, FORM)
    with as_tenant(tenant):
        assert drafts.find_draft(tenant.id) is None

    submit(legal, FORM, mother_name="required", postcode="optional")
    values = values_of(tenant, as_tenant, "form")
    assert (values["mother_name"], values["postcode"], values["email"]) == ("required", "optional", "hidden")


class TestQuestions:
    def test_question_is_added_in_both_languages(
        self, legal: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        add(
            legal, "Jenis sawah?", kind="one_of", is_required="yes", label_ban="Soroh carik?",
            hint_id="Menurut subak.", error_id="Pilih sawahnya.", options_id="Basah\r\nKering",
            options_ban="Belus\r\nTuh", only_categories=["pns"],
        )  # fmt: skip

        assert asked(tenant, as_tenant) == [
            {
                "key": "jenis_sawah",
                "kind": "one_of",
                "is_required": True,
                "label": {"id": "Jenis sawah?", "ban": "Soroh carik?"},
                "hint": {"id": "Menurut subak.", "ban": None},
                "error": {"id": "Pilih sawahnya.", "ban": None},
                "options": [
                    {"value": "basah", "label": {"id": "Basah", "ban": "Belus"}},
                    {"value": "kering", "label": {"id": "Kering", "ban": "Tuh"}},
                ],
                "only_categories": ["pns"],
            }
        ]
        assert "hanya bila sponsornya PNS" in legal.get(FORM).text

    def test_question_needs_its_sentence(self, legal: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        refused = add(legal, "")
        assert refused.status_code == 400
        assert "Tulis pertanyaannya dalam bahasa Indonesia." in refused.text
        assert asked(tenant, as_tenant) == []

    def test_page_that_nobody_touched_changes_nothing(
        self, legal: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        add(legal, "Jenis?", kind="several_of", options_id="A\r\nB", options_ban="\r\nB ban")
        before = asked(tenant, as_tenant)

        submit(legal, f"{FORM}/pertanyaan/jenis")

        assert asked(tenant, as_tenant) == before

    def test_key_and_values_stay_when_words_change(
        self, legal: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        add(legal, "Jenis?", kind="one_of", options_id="Basah\r\nKering")
        submit(legal, f"{FORM}/pertanyaan/jenis", label_id="Soal lain?", options_id="Basah sekali\r\nKering")

        (question,) = asked(tenant, as_tenant)
        assert question["key"] == "jenis"
        assert [option["value"] for option in question["options"]] == ["basah", "kering"]

    def test_copy_is_another_question(self, legal: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        add(legal, "Jenis?", kind="number")
        submit(legal, f"{NEW}?seperti=jenis")
        assert [(each["key"], each["kind"]) for each in asked(tenant, as_tenant)] == [
            ("jenis", "number"),
            ("jenis_2", "number"),
        ]

    def test_fault_is_told_at_its_field_and_in_the_list(self, legal: Visitor) -> None:
        add(legal, "Jenis?", kind="one_of", options_id="Satu")

        for path in (FORM, f"{FORM}/pertanyaan/jenis"):
            assert "Sebut paling sedikit 2 pilihan." in legal.get(path).text
        assert 'href="#options_id"' in legal.get(f"{FORM}/pertanyaan/jenis").text
        assert "belum dapat ditampilkan" in legal.get(f"{FORM}/pratinjau").text

    def test_order_changes_by_buttons(self, legal: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        for label in ("Satu", "Dua", "Tiga"):
            add(legal, label)
        legal.submit(f"{FORM}/urutan", {"seen": seen(legal), "naik": "tiga"})
        legal.submit(f"{FORM}/urutan", {"seen": seen(legal), "turun": "satu"})
        assert [each["key"] for each in asked(tenant, as_tenant)] == ["tiga", "satu", "dua"]

    def test_removal_says_what_becomes_of_answers(
        self, legal: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        add(legal, "Satu")
        add(legal, "Dua")
        gone = f"{FORM}/pertanyaan/satu/hapus"
        assert "tetap tersimpan bersama kalimatnya" in legal.get(gone).text

        assert legal.submit(gone, {"seen": seen(legal)}).status_code == 303
        assert [each["key"] for each in asked(tenant, as_tenant)] == ["dua"]
        assert legal.get(gone).status_code == 404


class TestTwoEditors:
    def test_both_add_a_question(
        self, legal: Visitor, colleague: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        stale = sent_by_browser(colleague, NEW)
        add(legal, "Satu")
        stale |= {"label_id": "Dua", "kind": "date", "csrf_token": colleague.token()}
        assert colleague.submit(NEW, stale).status_code == 303
        assert {each["key"] for each in asked(tenant, as_tenant)} == {"satu", "dua"}

    def test_same_sentence_changed_twice_is_chosen(
        self, legal: Visitor, colleague: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        add(legal, "Satu")
        path = f"{FORM}/pertanyaan/satu"
        stale = sent_by_browser(colleague, path)
        submit(legal, path, label_id="Satu benar")
        told = colleague.submit(path, {**stale, "label_id": "Satu lain", "csrf_token": colleague.token()})

        assert told.status_code == 409
        assert "Satu benar" in told.text
        assert "Satu lain" in told.text
        assert asked(tenant, as_tenant)[0]["label"]["id"] == "Satu benar"


class TestPreview:
    def test_sponsor_page_is_painted_in_the_draft_for_a_category_and_language(self, legal: Visitor) -> None:
        add(legal, "Jenis?", label_ban="Soroh?", only_categories=["pns"])

        balinese = legal.get(f"{FORM}/pratinjau?kategori=pns&bahasa=ban").text
        assert "Soroh?" in balinese
        assert "Pitakén saking" in balinese
        assert "Soroh?" not in legal.get(f"{FORM}/pratinjau?kategori=public&bahasa=ban").text
        assert "Jenis?" in legal.get(f"{FORM}/pratinjau?kategori=pns&bahasa=id").text
        assert legal.get(f"{FORM}/pratinjau?kategori=x&bahasa=x").status_code == 200

    def test_what_an_editor_writes_never_runs(self, legal: Visitor) -> None:
        add(legal, "<script>alert(1)</script>")
        assert "<script>alert(1)" not in legal.get(f"{FORM}/pratinjau").text
