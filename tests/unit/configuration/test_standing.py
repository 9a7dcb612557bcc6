from datetime import date

from sertakan.configuration.model import ABSENT, FieldChange, Standing
from sertakan.configuration.rules.changing import list_field_changes
from sertakan.configuration.rules.standing import standings
from sertakan.tenancy.model import RevisionMark, RevisionPart


def mark(number: int, day: date, part: RevisionPart = RevisionPart.LAW) -> RevisionMark:
    return RevisionMark(number=number, part=part, applied_from=day)


def test_laws_are_superseded_in_force_or_scheduled() -> None:
    marks = [
        mark(1, date(2026, 1, 1), RevisionPart.WHOLE),
        mark(2, date(2026, 6, 1)),
        mark(3, date(2026, 7, 1), RevisionPart.HOUSE),
        mark(4, date(2027, 1, 1)),
        mark(5, date(2027, 1, 1)),
        mark(6, date(2027, 2, 1)),
    ]

    assert standings(marks, date(2026, 11, 22)) == {
        1: Standing.SUPERSEDED,
        2: Standing.IN_FORCE,
        4: Standing.SUPERSEDED,
        5: Standing.SCHEDULED,
        6: Standing.SCHEDULED,
    }


def test_changes_are_told_field_by_field() -> None:
    old = {"minimum_age": 18, "maximum_age": None, "months_offered": [1]}

    assert list_field_changes("programme", old, {**old, "minimum_age": 17, "months_offered": [1, 3]}) == (
        FieldChange(path="programme.minimum_age", old=18, new=17),
        FieldChange(path="programme.months_offered", old=[1], new=[1, 3]),
    )


def test_entries_that_come_and_go_are_told() -> None:
    clause = {"parameter": "programme.minimum_age", "valid_from": None, "pasal": "4"}

    assert list_field_changes("clauses", [clause], [{**clause, "pasal": "5"}]) == (
        FieldChange(path="clauses[programme.minimum_age].pasal", old="4", new="5"),
    )
    assert list_field_changes("clauses", [], [clause]) == (
        FieldChange(path="clauses[programme.minimum_age]", old=ABSENT, new=clause),
    )


def test_entries_that_only_moved_are_one_change() -> None:
    first, second = {"name": "a"}, {"name": "b"}

    assert [change.path for change in list_field_changes("rule_tests", [first, second], [second, first])] == [
        "rule_tests"
    ]
