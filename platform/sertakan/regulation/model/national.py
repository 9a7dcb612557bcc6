"""National law as one immutable whole, to be asked by key and date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sertakan.kernel.money import Rupiah
from sertakan.kernel.refusal import Refusal
from sertakan.regulation.model.benefit import SchoolLevel
from sertakan.regulation.model.code import RefusalCode
from sertakan.regulation.model.fact import (
    Citation,
    Condition,
    ConditionKey,
    Dated,
    Fact,
    FactKey,
    OpenQuestion,
)
from sertakan.regulation.model.price import BracketTable, FundingRule, FundingSource, Relief, Sector

D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, kw_only=True)
class ScholarshipLevel(Dated):
    """Give what a scholarship pays at one level: rupiah a year, for so many years."""

    level: SchoolLevel
    yearly: Rupiah
    years: int
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class Occupation(Dated):
    """Offer an occupation; id and sector are our own suggestion, the label is the one on the KTP."""

    id: str
    label: str
    sector: Sector
    construction: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NationalRules:
    """Hold one published version of national law as data."""

    version: str
    version_date: date
    facts: Mapping[FactKey, tuple[Fact, ...]] = field(hash=False)
    conditions: tuple[Condition, ...]
    bracket_tables: tuple[BracketTable, ...]
    reliefs: tuple[Relief, ...]
    funding: tuple[FundingRule, ...]
    scholarship: tuple[ScholarshipLevel, ...]
    occupations: tuple[Occupation, ...]
    questions: tuple[OpenQuestion, ...]
    sources: Mapping[str, str] = field(hash=False)

    def get_fact(self, key: FactKey, on: date) -> Fact:
        """Return the figure that holds on a day.

        :raises Refusal: regulation.not_in_force
        """
        return _get_in_force(self.facts[key], key, on)

    def get_value(self, key: FactKey, on: date) -> int:
        """Return the bare number that holds on a day.

        :raises Refusal: regulation.not_in_force
        """
        return self.get_fact(key, on).value

    def get_condition(self, key: ConditionKey, on: date) -> Condition:
        """Return the condition that holds on a day.

        :raises Refusal: regulation.not_in_force
        """
        return _get_in_force(tuple(found for found in self.conditions if found.key == key), key, on)

    def get_bracket_table(self, on: date) -> BracketTable:
        """Return the income brackets that hold on a day.

        :raises Refusal: regulation.not_in_force
        """
        return _get_in_force(self.bracket_tables, "bracket_table", on)

    def find_relief(self, sector: Sector, on: date) -> Relief | None:
        """Return the relief that a sector enjoys on a day, if any."""
        return next(
            (relief for relief in self.reliefs if relief.sector == sector and relief.is_in_force(on)), None
        )

    def get_funding_rule(self, source: FundingSource, on: date) -> FundingRule:
        """Return how money of a source counts on a day on which there is relief.

        :raises Refusal: regulation.not_in_force
        """
        return _get_in_force(tuple(rule for rule in self.funding if rule.source == source), source, on)

    def list_scholarship_levels(self, on: date) -> tuple[ScholarshipLevel, ...]:
        """Return the scholarship levels that hold on a day, lowest first."""
        return tuple(level for level in self.scholarship if level.is_in_force(on))

    def list_occupations(self, on: date) -> tuple[Occupation, ...]:
        """Return the occupations to choose from on a day."""
        return tuple(occupation for occupation in self.occupations if occupation.is_in_force(on))

    def find_occupation(self, occupation_id: str, on: date) -> Occupation | None:
        """Return the occupation of that id on a day, if listed."""
        return next((listed for listed in self.list_occupations(on) if listed.id == occupation_id), None)


def _get_in_force(dated: tuple[D, ...], key: str, on: date) -> D:
    for candidate in dated:
        if candidate.is_in_force(on):
            return candidate
    raise Refusal(RefusalCode.NOT_IN_FORCE, key=str(key), on=on)
