"""What may be asked about, and what an answer changes."""

from sertakan.enrolment.model import DraftAnswers
from sertakan.enrolment.rules.asking import find_changes, list_askable, revise_hints
from sertakan.tenancy.document import Form

BEFORE = DraftAnswers(relation="neighbour", village_code="51.04.01.2001", address="Jalan Rekaan 1")


class TestListAskable:
    def test_hidden_fields_are_not_asked(self) -> None:
        assert "mother_name" not in list_askable(Form())

    def test_fields_that_the_regency_shows_are_asked(self) -> None:
        assert "mother_name" in list_askable(Form(mother_name="optional"))

    def test_order_is_that_of_the_form(self) -> None:
        asked = list_askable(Form(postcode="required"))
        order = ("relation", "nik", "birth_date", "occupation", "address", "postcode", "consent", "months")
        assert [name for name in asked if name in order] == list(order)


class TestFindChanges:
    def test_same_answer_changes_nothing(self) -> None:
        assert find_changes("relation", BEFORE, {"relation": "neighbour"}) == {}

    def test_part_that_differs_is_a_change(self) -> None:
        given = {"village_code": "51.04.01.2001", "address": "Jalan Benar 2"}
        assert find_changes("address", BEFORE, given) == {"address": "Jalan Benar 2"}

    def test_what_was_not_asked_stays(self) -> None:
        assert find_changes("relation", BEFORE, {"address": "Jalan Benar 2"}) == {}

    def test_optional_answers_are_compared_whole(self) -> None:
        assert find_changes("postcode", BEFORE, {"optional": {"postcode": "80571"}})


class TestReviseHints:
    def test_hint_that_holds_no_more_goes(self) -> None:
        assert revise_hints(("nik_differs", "review"), {"review": False}) == ("nik_differs",)

    def test_hint_that_holds_now_comes_once(self) -> None:
        assert revise_hints(("review",), {"review": True, "nik_differs": True}) == ("review", "nik_differs")
