"""What differs between two law parts: everything, once, and nothing else."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.documents import clause_registers, programmes, regulations

from sertakan.configuration.rules.diff import Change, ChangeKind, compare_words, list_changes
from sertakan.tenancy.document import (
    Clause,
    Form,
    Label,
    LawPart,
    MinimumWorkers,
    Option,
    OwnQuestion,
    Programme,
    RegencyDocument,
    RuleTest,
)
from sertakan.tenancy.document.part import Part
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

DAY = date(2026, 11, 22)
BARE = default_document(next(iter(load_regencies().values())))
_KEYS = ("rt", "hp", "jam")


def changes(old: RegencyDocument, new: RegencyDocument) -> list[Change]:
    return list_changes(old, new, old_day=DAY, new_day=DAY)


def paths(old: RegencyDocument, new: RegencyDocument) -> list[str]:
    return [change.path for change in changes(old, new)]


def question(key: str = "rt", label: str = "RT berapa?", **chosen: Any) -> OwnQuestion:
    return OwnQuestion(**{"key": key, "kind": "short", "label": Label(id=label), **chosen})


def with_programme(**chosen: Any) -> RegencyDocument:
    return BARE.with_parts(programme=Programme(**chosen))


class TestListChanges:
    def test_one_value_is_one_change_with_the_clauses_of_either_day(self) -> None:
        clause = Clause(parameter="programme.minimum_age", pasal="5", ayat="1")
        new = with_programme(minimum_age=18).with_parts(clauses=(clause,))

        found = {change.path: change for change in changes(BARE.with_parts(clauses=()), new)}

        age = found["programme.minimum_age"]
        assert (age.kind, age.old, age.new) == (ChangeKind.ADDED, None, 18)
        assert (age.old_clause, age.new_clause) == (None, clause)

    @pytest.mark.parametrize(
        ("old", "new", "kind"),
        [
            ({"minimum_age": 18}, {}, ChangeKind.REMOVED),
            ({"minimum_age": 18}, {"minimum_age": 17}, ChangeKind.CHANGED),
            ({"residence_required": True}, {}, ChangeKind.CHANGED),
            ({"occupations_allowed": ("petani",)}, {}, ChangeKind.REMOVED),
        ],
    )
    def test_kind_says_whether_a_value_came_went_or_became_another(
        self, old: dict[str, Any], new: dict[str, Any], kind: ChangeKind
    ) -> None:
        assert [change.kind for change in changes(with_programme(**old), with_programme(**new))] == [kind]

    def test_new_question_is_one_change_and_an_old_one_is_told_field_by_field(self) -> None:
        old = BARE.with_parts(form=Form(questions=(question(),)))
        new = BARE.with_parts(form=Form(questions=(question(label="RT dan RW?"), question("hp"))))

        assert paths(old, new) == ["form.questions[rt].label.id", "form.questions[hp]"]

    def test_order_of_questions_is_a_change_and_order_of_clauses_is_none(self) -> None:
        first, second = question("rt"), question("hp")
        old = BARE.with_parts(form=Form(questions=(first, second)))
        new = BARE.with_parts(form=Form(questions=(second, first)))
        marks = tuple(Clause(parameter=f"form.{name}", uncited=True) for name in ("phone", "email"))

        assert paths(old, new) == ["form.questions.order"]
        assert paths(BARE.with_parts(clauses=marks), BARE.with_parts(clauses=marks[::-1])) == []


@st.composite
def own_questions(draw: st.DrawFn) -> tuple[OwnQuestion, ...]:
    options = (Option(value="ya", label=Label(id="Ya")), Option(value="bukan", label=Label(id="Bukan")))
    return tuple(
        question(key, f"{draw(st.sampled_from(['Satu', 'Dua']))} {key}?", **kind)
        for key in draw(st.lists(st.sampled_from(_KEYS), unique=True))
        for kind in [
            draw(st.sampled_from([{}, {"kind": "one_of", "options": draw(st.permutations(options))}]))
        ]
    )


@st.composite
def laws(draw: st.DrawFn) -> RegencyDocument:
    test = RuleTest(name="Petani", month="2026-11", occupation="petani_pekebun", verdict="yes")
    minima = (MinimumWorkers(category="pns", count=draw(st.integers(1, 3))),)
    programme = draw(programmes()).model_copy(
        update={"minimum_workers_by": draw(st.sampled_from([(), minima]))}
    )
    return BARE.with_parts(
        regulation=draw(regulations()),
        programme=programme,
        form=Form(phone=draw(st.sampled_from(["required", "hidden"])), questions=draw(own_questions())),
        clauses=draw(clause_registers()),
        rule_tests=draw(st.sampled_from([(), (test,), (test.model_copy(update={"age": 20}),)])),
    )


@given(laws())
def test_nothing_differs_between_equal_laws(law: RegencyDocument) -> None:
    assert changes(law, law) == []


@settings(max_examples=80, deadline=None)
@given(laws(), laws())
def test_changes_taken_back_give_the_old_law(old: RegencyDocument, new: RegencyDocument) -> None:
    plain = plain_law(new)
    for change in changes(old, new):
        put(plain, change.path, change.old)

    assert agree(plain, plain_law(old))


# The lists whose entries have names.
_NAMED = frozenset({"clauses", "rule_tests", "questions", "options", "minimum_workers_by"})


def plain_law(document: RegencyDocument) -> dict[str, Any]:
    """Return a law as tables of what has a name, with the order of its entries beside them."""
    return {name: plain_value(name, getattr(document, name)) for name in LawPart.model_fields}


def plain_value(name: str, value: Any) -> Any:
    if name in _NAMED and isinstance(value, tuple):
        return {
            "order": list(map(name_of, value)),
            **{name_of(each): plain_value("", each) for each in value},
        }
    if isinstance(value, Part) and not isinstance(value, Clause | RuleTest | MinimumWorkers):
        return {field: plain_value(field, getattr(value, field)) for field in type(value).model_fields}
    return value


def name_of(entry: Any) -> str:
    if isinstance(entry, Clause):
        return f"{entry.parameter}@{entry.valid_from or ''}"
    if isinstance(entry, MinimumWorkers):
        return f"{entry.category}:{entry.rank or ''}"
    return str(getattr(entry, "key", None) or getattr(entry, "value", None) or entry.name)


_STEP = re.compile(r"\[(.*?)\]|([a-z_]+)")


def put(law: dict[str, Any], path: str, value: Any) -> None:
    """Put a value back at a path; an entry that was not there goes."""
    steps = [(name or entry, bool(entry)) for entry, name in _STEP.findall(path)]
    place = law
    for step, _ in steps[:-1]:
        place = place[step]
    last, is_entry = steps[-1]
    if is_entry and value is None:
        del place[last]
    else:
        place[last] = list(value) if last == "order" else plain_value(last, value)


def agree(mine: Any, theirs: Any) -> bool:
    """Tell whether two plain laws are equal; of an order only what stands in both is compared."""
    if not (isinstance(mine, dict) and isinstance(theirs, dict)):
        return bool(mine == theirs)
    if not all(agree(mine.get(key), theirs.get(key)) for key in {*mine, *theirs} - {"order"}):
        return False
    orders = [each.get("order", []) for each in (mine, theirs) if has_order(each)]
    shared = set.intersection(*map(set, orders)) if orders else set()
    shown = {tuple(name for name in order if name in shared) for order in orders}
    return len(shown) < 2


def has_order(entries: dict[str, Any]) -> bool:
    """Tell whether the order of a list is seen by people: that of questions and their options is."""
    return not any(isinstance(each, Clause | RuleTest | MinimumWorkers) for each in entries.values())


class TestCompareWords:
    def test_a_word_that_changed_stands_between_words_that_stayed(self) -> None:
        found = [
            (each.text, each.kind) for each in compare_words("Saya setuju ikut.", "Saya tidak setuju ikut.")
        ]
        assert found == [("Saya ", None), ("tidak ", ChangeKind.ADDED), ("setuju ikut.", None)]

    @given(st.text(), st.text())
    def test_either_text_can_be_read_out_of_the_stretches(self, old: str, new: str) -> None:
        found = compare_words(old, new)
        assert "".join(each.text for each in found if each.kind is not ChangeKind.ADDED) == old
        assert "".join(each.text for each in found if each.kind is not ChangeKind.REMOVED) == new
