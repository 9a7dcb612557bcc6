"""Hand out the rules in force: the nation's, read once per process, and a regency's terms from its document."""

from datetime import date
from functools import cache
from typing import TypeVar

from sertakan.regulation.loader import load_national_rules
from sertakan.regulation.model import (
    ClauseReference,
    FundingSource,
    NationalRules,
    Obligation,
    ProgrammeTerms,
    Relation,
    SponsorCategory,
    Term,
)
from sertakan.tenancy.document import RegencyDocument

T = TypeVar("T")


@cache
def national_rules() -> NationalRules:
    """Return the national rules of the latest version.

    :raises NationalRulesUnsound: when the data files contradict themselves or their version
    """
    return load_national_rules()


def terms_of(document: RegencyDocument, as_of: date | None = None) -> ProgrammeTerms:
    """Return what a regency's document decides about its programme, each with the clause cited for a day."""
    programme = document.programme

    def term(field: str, value: T | None) -> Term[T] | None:
        return _term(document, field, value, as_of)

    return ProgrammeTerms(
        obligation=term("obligation", Obligation(programme.obligation)),
        sponsors_invited=term(
            "sponsor_categories", frozenset(map(SponsorCategory, programme.sponsor_categories))
        ),
        relations_allowed=term("relations_allowed", frozenset(map(Relation, programme.relations_allowed))),
        residence_required=term("residence_required", programme.residence_required),
        minimum_age=term("minimum_age", programme.minimum_age),
        maximum_age=term("maximum_age", programme.maximum_age),
        occupations_allowed=term("occupations_allowed", frozenset(programme.occupations_allowed) or None),
        funding_sources=term("funding_sources", frozenset(map(FundingSource, programme.funding_sources))),
        months_offered=term("months_offered", frozenset(programme.months_offered)),
        default_bracket=term("default_bracket", programme.default_bracket),
    )


def _term(document: RegencyDocument, field: str, value: T | None, as_of: date | None) -> Term[T] | None:
    if value is None:
        return None
    clause = document.clause_for(f"programme.{field}", as_of)
    if clause is None or clause.uncited or clause.pasal is None or document.short_reference is None:
        return Term(value=value)
    return Term(
        value=value,
        clause=ClauseReference(
            instrument=document.short_reference, article=clause.pasal, paragraph=clause.ayat
        ),
    )
