"""Own questions between the document and the editor's fields."""

import json
from typing import Any

import pytest
from hypothesis import given
from tests.factories.documents import questions

from sertakan.configuration.rules.questions import (
    flatten,
    gather,
    key_from,
    moved,
    name_options,
    put,
    without,
)
from sertakan.tenancy.document import Form, OwnQuestion
from sertakan.web.regency.configuring.law.question_form import FIELDS

THREE: list[dict[str, Any]] = [{"key": key} for key in ("a", "b", "c")]
YES_NO = [{"value": "ya", "label": {"id": "Ya", "ban": None}}, {"value": "tidak", "label": {"id": "Tidak"}}]


def values(options: list[dict[str, Any]]) -> list[str]:
    return [option["value"] for option in options]


@given(questions())
def test_any_question_survives_the_editor(question: OwnQuestion) -> None:
    plain = question.model_dump(mode="json")

    again = gather(plain, flatten(plain))

    assert OwnQuestion.model_validate_json(json.dumps(again)) == question


def test_table_names_every_common_field() -> None:
    assert set(FIELDS) == set(Form.model_fields) - {"questions"}


class TestOptions:
    def test_value_is_made_from_the_label(self) -> None:
        assert values(name_options([], ["Sudah, lama", "2 kali", "Sudah lama"], [])) == [
            "sudah_lama",
            "p_2_kali",
            "sudah_lama_2",
        ]

    def test_reworded_label_keeps_its_value(self) -> None:
        assert values(name_options(YES_NO, ["Ya, benar", "Tidak"], [])) == ["ya", "tidak"]

    def test_moved_and_added_labels_keep_theirs(self) -> None:
        assert values(name_options(YES_NO, ["Tidak", "Mungkin", "Ya"], [])) == ["tidak", "mungkin", "ya"]

    def test_value_of_a_removed_label_is_not_given_to_another(self) -> None:
        assert values(name_options(YES_NO, ["Ya", "Tidak tahu", "Tidak!"], []))[1:] == [
            "tidak_tahu",
            "tidak_2",
        ]

    def test_balinese_stands_beside_its_line(self) -> None:
        named = name_options(YES_NO, ["Ya", "Tidak"], ["", "Nénten"])
        assert [option["label"]["ban"] for option in named] == [None, "Nénten"]


class TestOrder:
    @pytest.mark.parametrize(
        ("key", "steps", "order"),
        [("b", -1, "bac"), ("b", 1, "acb"), ("a", -1, "abc"), ("c", 1, "abc"), ("x", 1, "abc")],
    )
    def test_question_moves_one_place(self, key: str, steps: int, order: str) -> None:
        assert "".join(each["key"] for each in moved(THREE, key, steps)) == order

    def test_question_is_put_and_taken_out_by_its_key(self) -> None:
        assert put(THREE, {"key": "b", "kind": "date"})[1]["kind"] == "date"
        assert len(put(THREE, {"key": "d"})) == 4
        assert [each["key"] for each in without(THREE, "b")] == ["a", "c"]


def test_key_avoids_those_that_are_taken() -> None:
    assert key_from("Nama kelompok?", set()) == "nama_kelompok"
    assert key_from("Nama kelompok?", {"nama_kelompok"}) == "nama_kelompok_2"
    assert key_from("ᬦᬫ", {"p"}) == "p_2"
    assert len(key_from("panjang " * 20, set())) <= 40
