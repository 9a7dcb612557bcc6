"""The pages of the law part's sections: what is typed is kept, what others typed is not lost."""

from typing import Any

import pytest
from html5lib import parse as parse_html
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor

from sertakan.configuration.service import drafts
from sertakan.identity.model import Role
from sertakan.tenancy.model import Tenant

SETTINGS = "/kelola/pengaturan"
PAGES = (
    "peraturan",
    "program",
    "persetujuan-pekerja",
    "pasal",
    "uji-aturan",
    "draf",
    "draf/putusan",
    "revisi",
)


@pytest.fixture
def legal(officer: Any) -> Visitor:
    return officer(Role.LEGAL)


@pytest.fixture
def colleague(officer: Any) -> Visitor:
    return officer(Role.LEGAL)


def sent_by_browser(visitor: Visitor, path: str) -> dict[str, Any]:
    """Return what a browser would send back from the page's largest form untouched."""
    page = parse_html(visitor.get(path).text, namespaceHTMLElements=False)
    forms = [form for form in page.iter("form") if form.get("method") == "post"]
    fields: dict[str, Any] = {}
    for node in max(forms, key=lambda form: len(list(form.iter()))).iter():
        name, kind = node.get("name"), node.get("type")
        if name is None or node.tag == "button":
            continue
        if node.tag == "select":
            options = list(node.iter("option"))
            chosen = next((each for each in options if "selected" in each.attrib), options[0])
            value: str | None = chosen.get("value")
        elif node.tag == "textarea":
            value = (node.text or "").replace("\n", "\r\n")
        else:
            value = (
                node.get("value") if kind not in {"radio", "checkbox"} or "checked" in node.attrib else None
            )
        if value is not None:
            fields.setdefault(name, []).append(value)
    return fields


def submit(visitor: Visitor, path: str, **changed: Any) -> Any:
    sent = {**sent_by_browser(visitor, path), **changed}
    sent.pop("csrf_token", None)
    return visitor.submit(path, sent)


def values_of(tenant: Tenant, as_tenant: Work, section: str = "programme") -> Any:
    with as_tenant(tenant):
        return drafts.read_section(tenant.id, section).values


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.LEGAL, Role.APPROVER, Role.AUDITOR])
def test_everybody_who_sees_settings_reads_the_law(officer: Any, page: str, role: Role) -> None:
    assert officer(role).get(f"{SETTINGS}/{page}").status_code == 200


@pytest.mark.parametrize("page", ["peraturan", "program", "persetujuan-pekerja"])
def test_form_that_nobody_touched_changes_nothing(
    legal: Visitor, tenant: Tenant, as_tenant: Work, page: str
) -> None:
    assert submit(legal, f"{SETTINGS}/{page}").status_code == 303
    with as_tenant(tenant):
        assert drafts.find_draft(tenant.id) is None


def test_change_is_kept_in_the_draft_and_counted_in_the_bar(
    legal: Visitor, tenant: Tenant, as_tenant: Work
) -> None:
    submit(legal, f"{SETTINGS}/program", minimum_age="18", months_offered=["1", "12"], obligation="wajib")

    values = values_of(tenant, as_tenant)
    assert (values["minimum_age"], values["months_offered"], values["obligation"]) == (18, [1, 12], "wajib")
    assert "Draf revisi 2, 3 hal berubah" in legal.get(f"{SETTINGS}/pasal").text


def test_rows_of_other_minima_are_kept(legal: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    submit(
        legal,
        f"{SETTINGS}/program",
        minimum_workers_by_category=["pns", ""],
        minimum_workers_by_rank=["eselon_2", ""],
        minimum_workers_by_count=["3", ""],
    )

    rows = values_of(tenant, as_tenant)["minimum_workers_by"]
    assert rows == [{"category": "pns", "rank": "eselon_2", "count": 3}]


def test_typing_mistake_is_shown_beside_its_field_and_kept(legal: Visitor) -> None:
    answered = submit(legal, f"{SETTINGS}/program", minimum_age="tujuh belas")

    assert answered.status_code == 400
    assert "Tulis angka saja" in answered.text
    assert 'value="tujuh belas"' in answered.text


def test_senseless_value_is_kept_and_told(legal: Visitor, tenant: Tenant, as_tenant: Work) -> None:
    submit(legal, f"{SETTINGS}/program", minimum_age="60", maximum_age="18")

    assert values_of(tenant, as_tenant)["maximum_age"] == 18
    assert "Batas usia atas harus lebih dari usia paling muda" in legal.get(f"{SETTINGS}/program").text


def test_background_saving_answers_with_the_time_and_the_next_version(
    legal: Visitor, tenant: Tenant, as_tenant: Work
) -> None:
    sent = {**sent_by_browser(legal, f"{SETTINGS}/peraturan"), "title": "Contoh", "csrf_token": legal.token()}

    answered = legal.post(f"{SETTINGS}/peraturan", data=sent, headers={"HX-Request": "true"})

    assert answered.status_code == 200
    assert "Tersimpan 10.00" in answered.text
    assert 'name="seen" id="seen" value="1"' in answered.text
    assert values_of(tenant, as_tenant, "regulation")["title"] == "Contoh"


class TestStaleForms:
    def test_changes_of_other_fields_are_both_kept(
        self, legal: Visitor, colleague: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        stale = sent_by_browser(colleague, f"{SETTINGS}/program")
        submit(legal, f"{SETTINGS}/program", minimum_age="18")

        colleague.submit(
            f"{SETTINGS}/program", {**stale, "maximum_age": "60", "csrf_token": colleague.token()}
        )

        values = values_of(tenant, as_tenant)
        assert (values["minimum_age"], values["maximum_age"]) == (18, 60)

    def test_change_of_the_same_field_is_chosen_on_a_page(
        self, legal: Visitor, colleague: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        stale = sent_by_browser(colleague, f"{SETTINGS}/program")
        submit(legal, f"{SETTINGS}/program", minimum_age="18")

        told = colleague.submit(
            f"{SETTINGS}/program", {**stale, "minimum_age": "21", "csrf_token": colleague.token()}
        )

        assert told.status_code == 409
        assert ">21<" in told.text
        assert ">18<" in told.text
        page = parse_html(told.text, namespaceHTMLElements=False)
        hidden = {
            node.get("name"): node.get("value") for node in page.iter("input") if node.get("type") == "hidden"
        }
        kept = {name: hidden[name] for name in ("seen", "current", "mine")}
        path = f"{SETTINGS}/draf/pilih/programme"
        assert colleague.submit(path, kept).status_code == 409
        assert colleague.submit(path, {**kept, "pilihan-0": "mine"}).status_code == 303
        assert values_of(tenant, as_tenant)["minimum_age"] == 21

    def test_made_up_values_are_refused(self, legal: Visitor) -> None:
        for mine in ("", "[", '{"nomor": 1}', "[" * 5000):
            sent = {"seen": "-1", "current": "-1", "mine": mine}
            assert legal.submit(f"{SETTINGS}/draf/pilih/programme", sent).status_code == 400
        assert legal.submit(f"{SETTINGS}/program", {"seen": "x"}).status_code == 400
        assert legal.submit(f"{SETTINGS}/program", {"seen": "77", "minimum_age": "3"}).status_code == 404


class TestClauses:
    def test_clause_is_added_changed_and_removed(
        self, legal: Visitor, tenant: Tenant, as_tenant: Work
    ) -> None:
        register = values_of(tenant, as_tenant, "clauses")
        assert "tidak perlu" in legal.get(f"{SETTINGS}/pasal").text

        path = f"{SETTINGS}/pasal/baru?hal=form.phone"
        sent = {**sent_by_browser(legal, path), "pasal": "4", "ayat": "1", "quote": "Nomor ditulis."}
        legal.submit(f"{SETTINGS}/pasal/baru", sent)
        assert "Pasal 4 ayat (1)" in legal.get(f"{SETTINGS}/pasal").text

        place = len(register)
        submit(legal, f"{SETTINGS}/pasal/{place}", pasal="5")
        assert values_of(tenant, as_tenant, "clauses")[place]["pasal"] == "5"

        submit(legal, f"{SETTINGS}/pasal/{place}", hapus="ya")
        assert values_of(tenant, as_tenant, "clauses") == register

    def test_place_or_parameter_that_is_not_there_is_unknown(self, legal: Visitor) -> None:
        assert legal.get(f"{SETTINGS}/pasal/999").status_code == 404
        assert legal.get(f"{SETTINGS}/pasal/baru?hal=programme.secret").status_code == 404


class TestRuleTests:
    @pytest.fixture
    def tested(self, legal: Visitor) -> Visitor:
        submit(
            legal,
            f"{SETTINGS}/uji-aturan/baru",
            name="Petani",
            occupation="petani_pekebun",
            verdict="yes",
            cost="8.400",
        )
        return legal

    def test_met_test_is_green_at_once(self, tested: Visitor) -> None:
        page = tested.get(f"{SETTINGS}/uji-aturan").text
        assert "1 dari 1 sesuai" in page
        assert "Rp8.400" in page

    def test_failing_test_is_red_with_what_the_rules_give(self, tested: Visitor) -> None:
        submit(tested, f"{SETTINGS}/uji-aturan/0", cost="1")

        page = tested.get(f"{SETTINGS}/uji-aturan").text
        assert "Tidak sesuai" in page
        assert "Menurut aturan: Boleh ikut, biayanya Rp8.400" in page
        assert "Uji aturan “Petani” tidak sesuai harapan." in tested.get(f"{SETTINGS}/draf").text

    def test_copy_begins_like_its_model(self, tested: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        path = f"{SETTINGS}/uji-aturan/baru?seperti=0"
        sent = {**sent_by_browser(tested, path), "name": "Petani, APBD", "funding": "apbd", "cost": "16800"}
        tested.submit(f"{SETTINGS}/uji-aturan/baru", sent)

        copy = values_of(tenant, as_tenant, "rule_tests")[1]
        assert (copy["occupation"], copy["funding"], copy["cost"]) == ("petani_pekebun", "apbd", 16800)
        assert "2 dari 2 sesuai" in tested.get(f"{SETTINGS}/uji-aturan").text

    def test_removed_test_is_gone(self, tested: Visitor, tenant: Tenant, as_tenant: Work) -> None:
        submit(tested, f"{SETTINGS}/uji-aturan/0", hapus="ya")
        assert values_of(tenant, as_tenant, "rule_tests") == []


def test_history_names_who_changed_what(legal: Visitor) -> None:
    submit(legal, f"{SETTINGS}/program", minimum_age="18")

    page = legal.get(f"{SETTINGS}/draf/riwayat/programme").text
    assert "Ni Ketut Petugas" in page
    assert "Usia paling muda" in page


def test_another_regency_sees_nothing_of_the_draft(
    legal: Visitor, visit_as: VisitAs, quiet_tenant: Tenant, as_tenant: Work
) -> None:
    submit(legal, f"{SETTINGS}/program", minimum_age="18")
    with as_tenant(quiet_tenant):
        assert drafts.find_draft(quiet_tenant.id) is None
