from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sertakan.configuration.model import ABSENT, Collision, Side
from sertakan.configuration.rules.merging import merge

BASE = {"minimum_age": 18, "maximum_age": None, "months_offered": [1, 3]}
FARMER = {"name": "petani", "month": "2027-01", "cost": 16800}
FISHER = {"name": "nelayan", "month": "2027-01", "cost": 16800}
VALUES = st.none() | st.booleans() | st.integers(0, 3) | st.sampled_from(["", "a", "b"])
TABLES = st.dictionaries(st.sampled_from("abc"), VALUES | st.lists(VALUES, max_size=2), max_size=3)
TESTS = st.lists(
    st.fixed_dictionaries({"name": st.sampled_from("abcd"), "cost": st.integers(0, 2)}),
    unique_by=lambda test: str(test["name"]),
    max_size=4,
)

calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


class TestMerge:
    def test_changes_of_different_fields_are_both_kept(self) -> None:
        merged = merge("programme", BASE, {**BASE, "minimum_age": 17}, {**BASE, "maximum_age": 60})

        assert merged.values == {**BASE, "minimum_age": 17, "maximum_age": 60}
        assert merged.collisions == []

    def test_same_field_changed_differently_is_a_collision(self) -> None:
        merged = merge("programme", BASE, {**BASE, "minimum_age": 17}, {**BASE, "minimum_age": 21})

        assert merged.collisions == [Collision(path="programme.minimum_age", mine=17, theirs=21)]
        assert merged.values["minimum_age"] == 21

    def test_same_change_by_both_is_none(self) -> None:
        changed = {**BASE, "minimum_age": 17}

        assert merge("programme", BASE, changed, changed).collisions == []

    def test_choice_decides_a_collision(self) -> None:
        mine, theirs = {**BASE, "minimum_age": 17}, {**BASE, "minimum_age": 21, "maximum_age": 60}

        merged = merge("programme", BASE, mine, theirs, {"programme.minimum_age": Side.MINE})

        assert merged.values == {**theirs, "minimum_age": 17}
        assert merged.collisions == []

    def test_lists_without_names_are_one_value(self) -> None:
        mine, theirs = {**BASE, "months_offered": [1]}, {**BASE, "months_offered": [1, 3, 6]}

        collisions = merge("programme", BASE, mine, theirs).collisions
        assert [collision.path for collision in collisions] == ["programme.months_offered"]

    def test_entries_added_by_two_people_are_both_kept(self) -> None:
        cook = {**FARMER, "name": "juru masak"}

        merged = merge("rule_tests", [FARMER], [FARMER, FISHER], [FARMER, cook])

        assert merged.values == [FARMER, cook, FISHER]

    def test_entry_removed_by_one_and_changed_by_the_other_is_a_collision(self) -> None:
        merged = merge("rule_tests", [FARMER], [], [{**FARMER, "cost": 8400}])

        assert merged.collisions == [
            Collision(path="rule_tests[petani]", mine=ABSENT, theirs={**FARMER, "cost": 8400})
        ]

    def test_fields_of_one_entry_are_brought_together(self) -> None:
        merged = merge("rule_tests", [FARMER], [{**FARMER, "cost": 8400}], [{**FARMER, "month": "2027-02"}])

        assert merged.values == [{**FARMER, "cost": 8400, "month": "2027-02"}]

    def test_moved_entries_stay_moved(self) -> None:
        cook = {**FARMER, "name": "juru masak"}

        merged = merge("rule_tests", [FARMER, FISHER], [FISHER, FARMER], [FARMER, FISHER, cook])

        assert merged.values == [FISHER, FARMER, cook]

    def test_clauses_are_told_apart_by_parameter_and_beginning(self) -> None:
        early = {"parameter": "programme.minimum_age", "valid_from": None, "pasal": "4"}
        late = {"parameter": "programme.minimum_age", "valid_from": "2027-01-01", "pasal": "7"}

        merged = merge(
            "clauses", [early, late], [{**early, "pasal": "5"}, late], [early, {**late, "pasal": "8"}]
        )

        assert merged.values == [{**early, "pasal": "5"}, {**late, "pasal": "8"}]

    @calmly
    @given(TABLES, TABLES)
    def test_whoever_alone_changes_anything_wins(self, base: object, changed: object) -> None:
        assert merge("programme", base, changed, base).values == changed
        assert merge("programme", base, base, changed).values == changed

    @calmly
    @given(TESTS, TESTS, TESTS)
    def test_no_entry_comes_twice(self, base: object, mine: object, theirs: object) -> None:
        names = [entry["name"] for entry in merge("rule_tests", base, mine, theirs).values]

        assert len(names) == len(set(names))

    @calmly
    @given(TABLES, TABLES, TABLES)
    def test_choosing_leaves_nothing_open(self, base: object, mine: object, theirs: object) -> None:
        collisions = merge("programme", base, mine, theirs).collisions

        chosen = {collision.path: Side.MINE for collision in collisions}
        assert merge("programme", base, mine, theirs, chosen).collisions == []
