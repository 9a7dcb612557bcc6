"""Differences are told in words, whatever differs."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from tests.unit.configuration.test_diff import BARE, laws, question

from sertakan.configuration.rules.diff import ChangeKind
from sertakan.localisation import speaking
from sertakan.tenancy.document import (
    LAW_PARAMETERS,
    Clause,
    Form,
    MinimumWorkers,
    Programme,
    RegencyDocument,
    Regulation,
    UploadedFile,
)
from sertakan.tenancy.document.programme import (
    ConsentWay,
    FundingSource,
    Presence,
    Rank,
    Relation,
    VerificationStep,
)
from sertakan.tenancy.document.question import QuestionKind, SponsorCategory
from sertakan.web.public import parameter_words
from sertakan.web.public.changes import Told, count_told, tell_changes
from sertakan.web.public.law_values import ITEMS, TELLERS
from sertakan.web.public.law_words import CATEGORIES, MONEY, RELATIONS
from sertakan.web.sentences.words import WORDS

DAY = date(2026, 11, 22)


def told(old: RegencyDocument, new: RegencyDocument) -> dict[str, Told]:
    groups = tell_changes(old, new, old_day=DAY, new_day=DAY)
    return {change.path: change for group in groups for change in group.changes}


def with_programme(**chosen: Any) -> RegencyDocument:
    return BARE.with_parts(programme=Programme(**chosen))


class TestWords:
    @pytest.mark.parametrize("parameter", sorted(LAW_PARAMETERS))
    def test_every_parameter_of_the_law_has_a_name_and_a_way_to_say_its_value(self, parameter: str) -> None:
        part, _, field = parameter.partition(".")
        assert str(parameter_words.TITLES[parameter])
        assert TELLERS[parameter](BARE, getattr(getattr(BARE, part), field))

    def test_no_name_is_left_of_a_parameter_that_is_gone(self) -> None:
        assert set(parameter_words.TITLES) == set(TELLERS) == LAW_PARAMETERS

    def test_every_field_of_the_regulation_has_a_name(self) -> None:
        fields = {f"regulation.{name}" for name in Regulation.model_fields}
        assert set(parameter_words.REGULATION) == fields

    @pytest.mark.parametrize(
        ("words", "codes"),
        [
            (CATEGORIES, SponsorCategory),
            (RELATIONS, Relation),
            (MONEY, FundingSource),
            (WORDS["presence"], Presence),
            (parameter_words.WAYS, ConsentWay),
            (WORDS["rank"], Rank),
            (WORDS["verification"], VerificationStep),
            (parameter_words.KINDS, QuestionKind),
        ],
    )
    def test_every_code_has_a_word(self, words: Any, codes: Any) -> None:
        assert set(words) == set(get_args(codes))

    def test_every_list_says_its_entries(self) -> None:
        lists = {path for path in LAW_PARAMETERS if isinstance(_default(path), tuple)}
        assert lists <= set(ITEMS)


def _default(parameter: str) -> object:
    part, _, field = parameter.partition(".")
    return getattr(getattr(BARE, part), field)


class TestTellChanges:
    def test_equal_laws_have_nothing_to_tell(self) -> None:
        assert tell_changes(BARE, BARE, old_day=DAY, new_day=DAY) == []

    def test_value_is_told_with_its_article(self) -> None:
        clause = Clause(parameter="programme.minimum_age", pasal="5", ayat="1")
        age = told(BARE, with_programme(minimum_age=18).with_parts(clauses=(clause,)))[
            "programme.minimum_age"
        ]

        assert (age.name, age.old, age.new) == ("Usia termuda", "Belum ditetapkan", "18 tahun")
        assert (age.old_article, age.new_article) == (None, "Pasal 5 ayat (1)")

    def test_list_is_told_as_what_came_and_what_went(self) -> None:
        money = told(
            with_programme(funding_sources=("private", "csr")),
            with_programme(funding_sources=("private", "apbd")),
        )["programme.funding_sources"]

        assert (money.went, money.came) == (("dana tanggung jawab sosial perusahaan",), ("APBD",))
        assert (money.old, money.new) == (None, None)

    def test_long_text_is_told_word_by_word(self) -> None:
        text = BARE.consent.text.model_copy(update={"id": f"{BARE.consent.text.id} Terima kasih."})
        changed = BARE.with_parts(consent=BARE.consent.model_copy(update={"text": text}))

        words = told(BARE, changed)["consent.text.id"].words
        assert (words[-1].text, words[-1].kind) == ("saya. Terima kasih.", ChangeKind.ADDED)

    def test_days_and_minima_are_told_as_people_write_them(self) -> None:
        new = with_programme(
            registration_start=date(2027, 1, 2),
            minimum_workers_by=(MinimumWorkers(category="pns", rank="eselon_2", count=5),),
        )
        found = told(BARE, new)

        assert found["programme.registration_start"].new == "2 Januari 2027"
        minimum = found["programme.minimum_workers_by[pns:eselon_2]"]
        assert (minimum.name, minimum.new) == ("Jumlah pekerja untuk PNS, Eselon II", "5 pekerja")

    def test_text_of_the_regulation_is_told_by_size_and_mark(self) -> None:
        text = UploadedFile(sha256="ab" * 32, media_type="application/pdf", byte_count=300_000)
        changed = BARE.with_parts(regulation=Regulation(text=text))

        assert told(BARE, changed)["regulation.text"].new == "PDF 293 kB, sidik abababababab"

    def test_own_question_is_told_in_the_language_of_the_reader(self) -> None:
        asked = question()
        label = asked.label.model_copy(update={"ban": "RT kuda?"})
        changed = BARE.with_parts(form=Form(questions=(asked.model_copy(update={"label": label}),)))
        with speaking("ban"):
            assert "RT kuda?" in str(told(BARE, changed)["form.questions[rt]"].new)

    @settings(max_examples=50, deadline=None)
    @given(laws(), laws())
    def test_whatever_differs_has_a_name_and_something_to_show(
        self, old: RegencyDocument, new: RegencyDocument
    ) -> None:
        groups = tell_changes(old, new, old_day=DAY, new_day=DAY)
        for change in (each for group in groups for each in group.changes):
            assert change.name
            assert change.words or change.came or change.went or (change.old and change.new)
            assert change.old != change.new or change.words or change.came or change.went
        assert count_told(groups) == 0 or old != new
