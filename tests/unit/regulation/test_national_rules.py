import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sertakan.kernel.refusal import Refusal
from sertakan.regulation.consistency import find_contradictions
from sertakan.regulation.loader import NATIONAL_FOLDER, NationalRulesUnsound, fingerprint, load_national_rules
from sertakan.regulation.model import (
    Authority,
    Confidence,
    FactKey,
    NationalRules,
    Question,
    Sector,
    Treatment,
)
from sertakan.regulation.rules import open_facts


class TestLoadedRules:
    def test_name_their_version(self, rules: NationalRules) -> None:
        assert (rules.version, rules.version_date) == ("2026-1", date(2026, 11, 22))

    def test_are_immutable(self, rules: NationalRules) -> None:
        with pytest.raises(FrozenInstanceError):
            rules.version = "2026-2"  # type: ignore[misc]
        with pytest.raises(TypeError):
            rules.facts[FactKey.DUE_DAY] = ()  # type: ignore[index]

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            (FactKey.JKK_PERCENT,                 1),
            (FactKey.JKM_CONTRIBUTION,        6_800),
            (FactKey.JHT_PERCENT,                 2),
            (FactKey.RELIEF_PERCENT,             50),
            (FactKey.DUE_DAY,                    15),
            (FactKey.LAPSE_MONTHS,                3),
            (FactKey.GRACE_MONTHS,                3),
            (FactKey.CLAIM_JKK_YEARS,             5),
            (FactKey.CLAIM_REPORT_HOURS,         48),
            (FactKey.SCHOLARSHIP_AGE_LIMIT,      23),
        ],
    )  # fmt: skip
    def test_hold_the_known_figures(
        self, rules: NationalRules, today: date, key: FactKey, value: int
    ) -> None:
        assert rules.get_value(key, today) == value

    def test_hold_33_brackets(self, rules: NationalRules, today: date) -> None:
        rows = rules.get_bracket_table(today).brackets

        assert (len(rows), rows[0].base, rows[-1].base) == (33, 1_000_000, 20_700_000)

    def test_refuse_a_figure_out_of_force(self, rules: NationalRules) -> None:
        with pytest.raises(Refusal) as refused:
            rules.get_fact(FactKey.RELIEF_PERCENT, date(2027, 4, 1))

        assert refused.value.params == {"key": "relief.percent", "on": date(2027, 4, 1)}

    def test_cite_no_unknown_instrument_for_memory(self, rules: NationalRules) -> None:
        remembered = [fact for facts in rules.facts.values() for fact in facts if not fact.citation.source]

        assert {fact.citation.confidence for fact in remembered} == {Confidence.REMEMBERED}


class TestOccupations:
    def test_offer_about_forty_of_the_identity_card(self, rules: NationalRules, today: date) -> None:
        listed = rules.list_occupations(today)

        assert 35 <= len(listed) <= 45
        assert len({occupation.label for occupation in listed}) == len(listed)
        assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", occupation.id) for occupation in listed)

    @pytest.mark.parametrize(
        ("occupation_id", "sector", "is_construction"),
        [
            ("sopir",                 Sector.TRANSPORT,     False),
            ("transportasi",          Sector.TRANSPORT,     False),
            ("petani_pekebun",        Sector.NON_TRANSPORT, False),
            ("pembantu_rumah_tangga", Sector.NON_TRANSPORT, False),
            ("konstruksi",            Sector.NON_TRANSPORT, True),
            ("tukang_kayu",           Sector.NON_TRANSPORT, True),
        ],
    )  # fmt: skip
    def test_suggest_sector_and_construction(
        self, rules: NationalRules, today: date, occupation_id: str, sector: Sector, is_construction: bool
    ) -> None:
        found = rules.find_occupation(occupation_id, today)

        assert found is not None
        assert (found.sector, found.construction) == (sector, is_construction)

    def test_are_found_only_when_listed(self, rules: NationalRules, today: date) -> None:
        assert rules.find_occupation("astronaut", today) is None


class TestOpenFacts:
    def test_answer_every_question(self, rules: NationalRules) -> None:
        assert {each.question for each in open_facts(rules)} == set(Question)

    @pytest.mark.parametrize(
        ("question", "treatment", "affects"),
        [
            (Question.AGE_LIMITS, Treatment.SENT_TO_REVIEW, {"age.maximum", "age.minimum"}),
            (
                Question.RELIEF_UNCLEAR_MONEY,
                Treatment.NO_RELIEF_ASSUMED,
                {"funding.apbdes", "funding.dbh", "funding.zakat"},
            ),
            (
                Question.JKM_SHORT_MEMBERSHIP,
                Treatment.USED_AND_FLAGGED,
                {"jkm.full_from_months", "jkm.short"},
            ),
            (Question.COVER_IN_ARREARS, Treatment.COVER_NOT_PROMISED, set()),
        ],
    )
    def test_name_treatment_and_figures(
        self, rules: NationalRules, question: Question, treatment: Treatment, affects: set[str]
    ) -> None:
        found = next(each for each in open_facts(rules) if each.question is question)

        assert (found.treatment, set(found.affects)) == (treatment, affects)
        assert Authority.BPJS in found.ask

    def test_list_brackets_from_memory(self, rules: NationalRules) -> None:
        found = next(each for each in open_facts(rules) if each.question is Question.BRACKET_TABLE)

        assert found.affects == (*(f"bracket.{number}" for number in range(2, 33)), "bracket.limits")


class TestUnsoundFiles:
    @pytest.mark.parametrize(
        ("name", "old", "new", "complaint"),
        [
            ("contribution.toml", "value = 6_800", "value = 7_800", "not those of version 2026-1"),
            ("contribution.toml", "[[fact]]", "[[fact", "contribution.toml"),
        ],
    )
    def test_stop_before_anything_is_read(
        self, folder: Path, name: str, old: str, new: str, complaint: str
    ) -> None:
        edit(folder / name, old, new)

        with pytest.raises(NationalRulesUnsound, match=re.escape(complaint)):
            load_national_rules(folder)

    @pytest.mark.parametrize(
        ("name", "old", "new", "complaint"),
        [
            ("contribution.toml", 'key = "jkk.percent"', 'key = "jkk.procent"', "jkk.procent"),
            ("contribution.toml", 'unit = "percent"', 'unity = "percent"', "unknown unity"),
            ("contribution.toml", "{ instrument", "{ instument", "unknown instument"),
            ("contribution.toml", "brackets = [", "rows = [", "unknown rows"),
            ("contribution.toml", "[1, 0, 1_000_000]", "[1, 1_000_000]", "bracket_table"),
            ("contribution.toml", "value = 6_800", 'value = "banyak"', "fact"),
            ("contribution.toml", "valid_from = 2022-09-01", "valid_from = 2022-10-01", "not_in_force"),
            ("question.toml", 'key = "age_limits"', 'key = "bracket_table"', "bracket_table is given twice"),
            ("membership.toml", 'doubt = "age_limits"', "", "age.maximum is uncertain but names no question"),
            ("membership.toml", '["S6"]', '["S0"]', "due.day names unknown source S0"),
            ("membership.toml", '["S6"]', "[]", "due.day is called certain without a source"),
            ("benefit.toml", 'key = "jkm.lump"', 'key = "jkm.short"', "fact jkm.lump is missing"),
            ("relief.toml", "valid_from = 2026-04-01", "valid_from = 2026-04-02", "whole months"),
            ("relief.toml", "valid_to = 2026-12-31", "valid_to = 2027-12-31", "as long as the relief"),
            ("relief.toml", "valid_to = 2026-12-31", "valid_to = 2025-12-31", "ends before it begins"),
        ],
    )
    def test_stop_with_a_complaint(self, folder: Path, name: str, old: str, new: str, complaint: str) -> None:
        edit(folder / name, old, new)
        approve(folder)

        with pytest.raises(NationalRulesUnsound, match=re.escape(complaint)):
            load_national_rules(folder)

    def test_may_change_their_comments(self, folder: Path) -> None:
        edit(folder / "relief.toml", "# PP 50/2025", "# Peraturan Pemerintah 50/2025")

        assert load_national_rules(folder).version == "2026-1"

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        return Path(shutil.copytree(NATIONAL_FOLDER, tmp_path / "national"))


class TestContradictions:
    def test_are_none_in_our_files(self, rules: NationalRules) -> None:
        assert find_contradictions(rules) == ()

    @pytest.mark.parametrize(
        ("rows", "complaint"),
        [
            ((), "the lowest bracket does not begin at zero"),
            (((1, 5, 1_000_000),), "the lowest bracket does not begin at zero"),
            (((2, 0, 1_000_000),), "brackets are not numbered from one without gaps"),
            (((1, 0, 1_200_000), (2, 9, 1_000_000)), "brackets do not rise"),
            (((1, 0, 1_000_050),), "bracket 1 does not give whole rupiah"),
            (((1, 0, 1_000_100),), "bracket 1 does not give whole rupiah"),
            (((1, 0, 900_000),), "bracket 1 leaves the bounds of the contribution"),
            (((1, 0, 21_000_000),), "bracket 1 leaves the bounds of the contribution"),
        ],
    )
    def test_are_found_in_brackets(
        self, rules: NationalRules, rows: tuple[tuple[int, int, int], ...], complaint: str
    ) -> None:
        table = rules.bracket_tables[0]
        kind: Callable[..., Any] = type(table.brackets[0])
        brackets = tuple(kind(number=number, lower=lower, base=base) for number, lower, base in rows)

        assert complaint in find_contradictions(
            replace(rules, bracket_tables=(replace(table, brackets=brackets),))
        )

    def test_are_found_in_overlaps(self, rules: NationalRules) -> None:
        doubled = replace(rules, bracket_tables=rules.bracket_tables * 2)

        assert find_contradictions(doubled) == ("bracket_table overlaps itself",)

    def test_are_found_in_gaps(self, rules: NationalRules) -> None:
        assert find_contradictions(replace(rules, bracket_tables=())) == ("bracket_table is missing",)

    def test_accept_a_successor(self, rules: NationalRules) -> None:
        due = rules.facts[FactKey.DUE_DAY][0]
        changed = (
            replace(due, valid_to=date(2027, 12, 31)),
            replace(due, value=20, valid_from=date(2028, 1, 1)),
        )
        successor = replace(rules, facts={**rules.facts, FactKey.DUE_DAY: changed})

        assert find_contradictions(successor) == ()
        assert [successor.get_value(FactKey.DUE_DAY, date(year, 6, 1)) for year in (2027, 2028)] == [15, 20]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def approve(folder: Path) -> None:
    documents = {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")}
    known = documents["version.toml"]["version"][-1]["fingerprint"]
    edit(folder / "version.toml", known, fingerprint(documents))
