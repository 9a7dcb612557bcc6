"""Whatever stands in a document survives being shown in a form and sent back."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from tests.factories.documents import documents
from werkzeug.datastructures import MultiDict

from sertakan.localisation import speaking
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.document_file import fingerprint, plain_part, propose_document
from sertakan.web.forms.plain import PlainForm
from sertakan.web.regency.configuring.law.clauses import ClauseForm
from sertakan.web.regency.configuring.law.forms import ConsentForm, ProgrammeForm, RegulationForm
from sertakan.web.regency.configuring.law.rule_tests import RuleTestForm

calmly = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)


@pytest.fixture(autouse=True)
def counter() -> Iterator[None]:
    with Flask(__name__).test_request_context(), speaking("id"):
        yield


def sent_back(form: type[PlainForm], values: dict[str, Any], **changed: Any) -> PlainForm:
    """Return the form as a browser sends it: line ends of the web, every text, only what is ticked."""
    posted: MultiDict[str, str] = MultiDict(
        (name, value.replace("\n", "\r\n")) for name, value in form.painted(values).inputs()
    )
    for name, value in changed.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    return form(values, posted)


def untouched(form: type[PlainForm], values: dict[str, Any]) -> dict[str, Any]:
    back = sent_back(form, values)
    assert back.validate()
    return back.plain()


@calmly
@given(documents())
def test_any_document_survives_its_forms(document: RegencyDocument) -> None:
    consent = untouched(ConsentForm, ConsentForm.opened(plain_part(document, "consent")))
    shown = {
        "regulation": untouched(RegulationForm, plain_part(document, "regulation")),
        "programme": untouched(ProgrammeForm, plain_part(document, "programme")),
        "consent": ConsentForm.closed(consent),
        "clauses": [untouched(ClauseForm, each) for each in plain_part(document, "clauses")],
        "rule_tests": [untouched(RuleTestForm, each) for each in plain_part(document, "rule_tests")],
    }

    proposed = propose_document(document, shown)

    assert proposed == document
    assert fingerprint(proposed) == fingerprint(document)


VALUES: dict[str, Any] = {
    "number": "33",
    "year": 2024,
    "title": "Dua  spasi",
    "effective_from": "2025-01-01",
    "amends": ["55/2018"],
}
DAY = ("effective_from_day", "effective_from_month", "effective_from_year")


class TestTouched:
    def test_only_what_was_touched_changes(self) -> None:
        assert sent_back(RegulationForm, VALUES, number="34").plain() == {**VALUES, "number": "34"}

    def test_emptied_fields_hold_nothing(self) -> None:
        emptied = {"number": "", "amends": "", **dict.fromkeys(DAY, "")}

        changed = sent_back(RegulationForm, VALUES, **emptied)

        assert changed.validate()
        assert changed.plain() == {**VALUES, "number": None, "amends": [], "effective_from": None}

    def test_half_a_date_is_told(self) -> None:
        assert not sent_back(RegulationForm, VALUES, effective_from_day="").validate()

    def test_what_the_form_did_not_send_stays(self) -> None:
        assert RegulationForm(VALUES, MultiDict({"number": "34"})).plain()["title"] == "Dua  spasi"

    def test_unticking_everything_empties_a_list(self) -> None:
        values = {"months_offered": [12, 1], "funding_sources": ["private"]}

        changed = sent_back(ProgrammeForm, values, months_offered=[])

        assert changed.plain() == {"months_offered": [], "funding_sources": ["private"]}

    def test_made_up_choices_are_left_out(self) -> None:
        values = {"months_offered": [1], "obligation": "wajib"}

        changed = sent_back(ProgrammeForm, values, months_offered=["1", "99", "x"], obligation="mungkin")

        assert changed.plain()["months_offered"] == [1]
        assert not changed.validate()

    @pytest.mark.parametrize(("typed", "number"), [("16.800", 16800), (" 17 ", 17), ("", None)])
    def test_numbers_are_read_as_people_write_them(self, typed: str, number: int | None) -> None:
        changed = sent_back(RuleTestForm, {"cost": 5}, cost=typed)

        assert changed.validate()
        assert changed.plain()["cost"] == number

    @pytest.mark.parametrize("typed", ["-1", "dua", "1e3", "²"])
    def test_anything_else_is_no_number(self, typed: str) -> None:
        assert not sent_back(RuleTestForm, {"cost": 5}, cost=typed).validate()
