"""A regency's own questions: which answers fit, of whom they are asked, what stays when they change."""

from uuid import UUID

import pytest
from tests.factories.own_questions import question

from sertakan.enrolment.model import DraftAnswers, Step
from sertakan.enrolment.model.own_answer import OwnAnswer
from sertakan.enrolment.rules.asking import list_askable
from sertakan.enrolment.rules.completeness import first_open_step, step_after, step_before, steps_of
from sertakan.enrolment.rules.questioning import (
    answered_again,
    compose,
    find_faults,
    form_for,
    list_dropped,
    read_answer,
)
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.document import Form, OwnQuestion


def form_of(*questions: OwnQuestion) -> Form:
    return Form(questions=questions)


class TestReadAnswer:
    @pytest.mark.parametrize(
        ("kind", "given", "kept"),
        [
            ("short",      ["  Tani   Makmur "], ("Tani Makmur",)),
            ("short",      ["a" * 200], ("a" * 200,)),
            ("long",       ["satu \n dua"], ("satu\ndua",)),
            ("number",     ["0"], ("0",)),
            ("number",     ["-3"], ("-3",)),
            ("number",     ["1.250.000"], ("1250000",)),
            ("number",     ["2,5"], ("2,5",)),
            ("date",       ["2024-02-29"], ("2024-02-29",)),
            ("date",       ["1900-01-01"], ("1900-01-01",)),
            ("one_of",     ["ya"], ("ya",)),
            ("several_of", ["lain", "ya"], ("ya", "lain")),
            ("file",       [str(UUID(int=7))], (str(UUID(int=7)),)),
            ("short",      ["   "], ()),
            ("several_of", [], ()),
        ],
    )  # fmt: skip
    def test_fitting_answer_is_kept_in_one_form(
        self, kind: str, given: list[str], kept: tuple[str, ...]
    ) -> None:
        assert read_answer(question(kind=kind), given) == kept

    @pytest.mark.parametrize(
        ("kind", "given", "code"),
        [
            ("short",      ["a" * 201], "own.long"),
            ("long",       ["a" * 2001], "own.long"),
            ("number",     ["dua"], "own.number"),
            ("number",     ["2.5"], "own.number"),
            ("number",     ["1" * 16], "own.number"),
            ("number",     ["١٢"], "own.number"),
            ("date",       ["2023-02-29"], "own.date"),
            ("date",       ["1899-12-31"], "own.date"),
            ("date",       ["2101-01-01"], "own.date"),
            ("one_of",     ["entah"], "own.choice"),
            ("one_of",     ["ya", "tidak"], "own.choice"),
            ("several_of", ["ya", "entah"], "own.choice"),
            ("file",       ["../etc/passwd"], "own.file"),
        ],
    )  # fmt: skip
    def test_other_answer_is_refused(self, kind: str, given: list[str], code: str) -> None:
        with pytest.raises(Refusal) as refused:
            read_answer(question(kind=kind), given)
        assert (refused.value.code, refused.value.field) == (code, "nama_kelompok")

    @pytest.mark.parametrize("kind", ["short", "long", "number", "date", "one_of", "several_of", "file"])
    def test_required_answer_is_missed(self, kind: str) -> None:
        with pytest.raises(Refusal) as refused:
            read_answer(question(kind=kind, is_required=True), [""])
        assert refused.value.code == "own.missing"


class TestSteps:
    def test_page_is_part_of_the_form_only_where_something_is_asked(self) -> None:
        asking = form_of(question())

        assert Step.QUESTIONS not in steps_of(Form())
        assert step_after(Step.CONTACT, Form()) is Step.CONSENT
        assert step_after(Step.CONTACT, asking) is Step.QUESTIONS
        assert step_before(Step.CONSENT, asking) is Step.QUESTIONS

    def test_question_for_some_is_asked_of_them_alone(self) -> None:
        form = form_of(question(only_categories=("pns", "pppk")))

        assert form_for(form, "pns").questions == form.questions
        assert form_for(form, "public").questions == ()

    def test_page_must_have_been_seen_and_required_answers_given(self) -> None:
        form = form_of(question(is_required=True), question("lain", "number"))
        upto = DraftAnswers(
            relation_done=True, relation="family", employment="none", nik="x", full_name="x",
            birth_place="x", birth_date="x", sex="P", occupation="x", sector="x", village_code="x",
            address="x", work_village_code="x", contact_done=True,
        )  # fmt: skip

        assert first_open_step(upto, form) is Step.QUESTIONS
        assert first_open_step(upto.with_answers(own_done=True), form) is Step.QUESTIONS
        told = upto.with_answers(own_done=True, own={"nama_kelompok": ["Tani"]})
        assert first_open_step(told, form) is Step.CONSENT
        spoilt = told.with_answers(own={"nama_kelompok": ["Tani"], "lain": ["banyak"]})
        assert first_open_step(spoilt, form) is Step.QUESTIONS

    def test_officer_may_ask_about_it(self) -> None:
        assert list_askable(form_of(question()))[-1] == "own.nama_kelompok"


class TestChangedLaw:
    def test_answer_that_nobody_asks_for_is_dropped(self) -> None:
        given = {"nama_kelompok": ["Tani"], "lama": ["3"], "jenis": ["banyak"], "kosong": []}
        form = form_of(question(), question("jenis", "number"))

        assert list_dropped(form, given) == ("lama", "jenis")
        assert [answer.key for answer in compose(form, given, 4)] == ["nama_kelompok"]
        assert set(find_faults(form, given)) == {"jenis"}

    def test_answer_keeps_the_words_that_asked_for_it(self) -> None:
        before = compose(form_of(question(), question("lama", "one_of")), {"lama": ["ya"]}, 2)
        form = form_of(question(), question("lama", "one_of", label={"id": "Kalimat baru", "ban": None}))

        unchanged = answered_again(before, form, {"lama": ["ya"], "nama_kelompok": ["Tani"]}, 3)
        assert [(each.key, each.revision) for each in unchanged] == [("nama_kelompok", 3), ("lama", 2)]
        changed = answered_again(before, form, {"lama": ["tidak"]}, 3)
        assert [(each.label["id"], each.words[0]["id"]) for each in changed] == [("Kalimat baru", "Tidak")]
        assert answered_again(before, form_of(), {"lama": ["ya"]}, 3) == before

    def test_answers_survive_sealing(self) -> None:
        for answer in compose(form_of(question(kind="several_of")), {"nama_kelompok": ["ya", "lain"]}, 2):
            assert OwnAnswer.from_plain(answer.to_plain()) == answer
