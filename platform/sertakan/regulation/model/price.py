"""What decides the price of a month of cover, and the price itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NotRequired, TypedDict

from sertakan.kernel.money import Rupiah
from sertakan.kernel.month import Month
from sertakan.regulation.model.fact import Citation, Dated, Question


class Sector(StrEnum):
    """Tell the transport sector from all others, because PP 50/2025 does."""

    TRANSPORT = "transport"
    NON_TRANSPORT = "non_transport"


class FundingSource(StrEnum):
    """Name whose money pays, because PP 50/2025 excludes public budgets."""

    PRIVATE = "private"
    ORGANISATION = "organisation"
    CSR = "csr"
    DONATION = "donation"
    ZAKAT = "zakat"
    APBN = "apbn"
    APBD = "apbd"
    APBDES = "apbdes"
    DBH = "dbh"


@dataclass(frozen=True, kw_only=True)
class Bracket:
    """Give the base on which a range of monthly incomes pays (rupiah)."""

    number: int
    lower: Rupiah
    base: Rupiah


@dataclass(frozen=True, kw_only=True)
class BracketTable(Dated):
    """Hold the income brackets of PP 44/2015, Lampiran II, lowest first."""

    brackets: tuple[Bracket, ...]
    limits: Citation
    verified: Citation
    verified_numbers: frozenset[int]
    doubt: Question

    def find_bracket(self, number: int) -> Bracket | None:
        """Return the bracket of that number, if there is one."""
        return next((bracket for bracket in self.brackets if bracket.number == number), None)


@dataclass(frozen=True, kw_only=True)
class Relief(Dated):
    """Grant a sector the relief of PP 50/2025 for whole contribution months."""

    sector: Sector
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class FundingRule(Dated):
    """Say whether money of this source keeps the relief of PP 50/2025."""

    source: FundingSource
    relief: bool
    citation: Citation
    doubt: Question | None = None


@dataclass(frozen=True, kw_only=True)
class MonthPrice:
    """Price one contribution month; all amounts in rupiah."""

    month: Month
    sector: Sector
    funding: FundingSource
    bracket: int
    base: Rupiah
    jkk: Rupiah
    jkm: Rupiah
    relief: Rupiah
    citations: tuple[Citation, ...]
    doubts: tuple[Question, ...]

    @property
    def normal(self) -> Rupiah:
        """Return the price before relief in rupiah."""
        return Rupiah(self.jkk + self.jkm)

    @property
    def total(self) -> Rupiah:
        """Return what is to be paid in rupiah."""
        return Rupiah(self.normal - self.relief)


class PriceTerms(TypedDict):
    """Say what the price depends on besides the month; an income outranks a bracket."""

    sector: Sector
    funding: FundingSource
    income: NotRequired[Rupiah | None]
    bracket: NotRequired[int]
