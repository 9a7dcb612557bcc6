"""Tell the rules that hold today in plain words, each with where it stands and how sure we are."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sertakan.kernel.refusal import Refusal
from sertakan.localisation.formats import format_number, format_rupiah
from sertakan.regulation.model import Citation, Fact, NationalRules, OpenFact, Unit
from sertakan.regulation.rules import open_facts
from sertakan.regulation.service import national_rules
from sertakan.tenancy.document import RegencyDocument
from sertakan.web.public.law_values import TELLERS, place_of
from sertakan.web.public.law_words import (
    AUTHORITIES,
    CERTAINTY,
    GRADES,
    NATIONAL,
    QUESTIONS,
    TREATMENTS,
    UNITS,
)
from sertakan.web.public.parameter_words import TITLES


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Show one rule: its name and content, where it stands, and what is known of its source."""

    name: str
    value: str
    place: str | None
    quote: str | None = None
    source: str | None = None
    certainty: str | None = None
    doubt: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPoint:
    """Show one thing that nobody has confirmed."""

    question: str
    treatment: str
    ask: str


def tell_programme(document: RegencyDocument, today: date) -> list[Rule]:
    """Return what the regency's regulation decides about its programme."""
    return tell_part(document, "programme", today)


def tell_part(document: RegencyDocument, part: str, today: date) -> list[Rule]:
    """Return what one part of the law decides: the programme, the form or the consent."""
    return [tell_parameter(document, path, today) for path in TITLES if path.partition(".")[0] == part]


def tell_parameter(document: RegencyDocument, path: str, today: date) -> Rule:
    """Return what is decided of one parameter, with the clause of the day."""
    part, _dot, name = path.partition(".")
    rule = Rule(
        name=str(TITLES[path]),
        value=TELLERS[path](document, getattr(getattr(document, part), name)),
        place=None,
        anchor=path.replace(".", "-"),
    )
    clause = document.clause_for(path, today)
    if clause is None:
        return rule
    return replace(
        rule,
        place=place_of(document, clause),
        quote=clause.quote,
        source=clause.source,
        certainty=str(CERTAINTY[clause.confidence]) if clause.confidence else None,
    )


def tell_national(today: date) -> list[Rule]:
    """Return the national figures of a day that a visitor may want to check."""
    rules = national_rules()
    found = ((title, _find_fact(rules, key, today)) for key, title in NATIONAL.items())
    return [tell_fact(rules, str(title), fact) for title, fact in found if fact is not None]


def _find_fact(rules: NationalRules, key: Any, today: date) -> Fact | None:
    try:
        return rules.get_fact(key, today)
    except Refusal:
        return None  # Not in force on that day, such as a relief that ended.


def tell_fact(rules: NationalRules, title: str, fact: Fact) -> Rule:
    """Return one national figure in words."""
    number = format_number(fact.value)
    return Rule(
        name=title,
        value=format_rupiah(fact.value)
        if fact.unit is Unit.RUPIAH
        else str(UNITS[fact.unit]) % {"number": number},
        place=_cited(fact.citation),
        source="; ".join(rules.sources[code] for code in fact.citation.source) or None,
        certainty=str(CERTAINTY[GRADES[fact.citation.confidence]]),
        doubt=str(QUESTIONS[fact.doubt]) if fact.doubt else None,
    )


def _cited(citation: Citation) -> str | None:
    parts = [part for part in (citation.instrument, citation.article) if part]
    return ", ".join(parts) or None


def tell_open_points() -> list[OpenPoint]:
    """Return everything national that nobody has confirmed, and what we do meanwhile."""
    return [_tell_open(found) for found in open_facts(national_rules())]


def _tell_open(found: OpenFact) -> OpenPoint:
    return OpenPoint(
        question=str(QUESTIONS[found.question]),
        treatment=str(TREATMENTS[found.treatment]),
        ask=", ".join(str(AUTHORITIES[authority]) for authority in found.ask),
    )
