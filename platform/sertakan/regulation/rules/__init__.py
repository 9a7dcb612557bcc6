"""The pure decisions of regulation: no clock, no database, no web."""

from sertakan.regulation.rules.benefit import (
    jkk_death,
    jkm,
    scholarship,
    temporary_disability,
    total_disability,
)
from sertakan.regulation.rules.eligibility import READS, conclude, decide_eligibility, decide_part
from sertakan.regulation.rules.openness import open_facts
from sertakan.regulation.rules.payment import due_date
from sertakan.regulation.rules.price import period_doubts, price, price_months, total_price

__all__ = [
    "READS",
    "conclude",
    "decide_eligibility",
    "decide_part",
    "due_date",
    "jkk_death",
    "jkm",
    "open_facts",
    "period_doubts",
    "price",
    "price_months",
    "scholarship",
    "temporary_disability",
    "total_disability",
    "total_price",
]
