"""Tell the rules that hold today in plain words, each with where it stands and how sure we are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel.speaklater import LazyString

from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_date, format_number, format_rupiah
from sertakan.regulation.model import Citation, Fact, NationalRules, OpenFact, Unit
from sertakan.regulation.rules import open_facts
from sertakan.regulation.service import national_rules
from sertakan.tenancy.document import RegencyDocument
from sertakan.web.public.law_words import (
    AUTHORITIES,
    CATEGORIES,
    CERTAINTY,
    GRADES,
    MONEY,
    NATIONAL,
    PARAMETERS,
    QUESTIONS,
    RELATIONS,
    TREATMENTS,
    UNITS,
)


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


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPoint:
    """Show one thing that nobody has confirmed."""

    question: str
    treatment: str
    ask: str


def tell_programme(document: RegencyDocument, today: date) -> list[Rule]:
    """Return what the regency's regulation decides about its programme."""
    return [_tell_parameter(document, name, str(title), today) for name, title in PARAMETERS.items()]


def _tell_parameter(document: RegencyDocument, name: str, title: str, today: date) -> Rule:
    value = _TELLERS[name](document, getattr(document.programme, name))
    clause = document.clause_for(f"programme.{name}", today)
    if clause is None:
        return Rule(name=title, value=value, place=None)
    return Rule(
        name=title,
        value=value,
        place=None if clause.uncited else _place(document, clause.pasal, clause.ayat),
        quote=clause.quote,
        source=clause.source,
        certainty=str(CERTAINTY[clause.confidence]) if clause.confidence else None,
    )


def _place(document: RegencyDocument, pasal: str | None, ayat: str | None) -> str:
    instrument = document.short_reference or document.words.regulation_short
    if ayat is None:
        return _("%(instrument)s, Pasal %(pasal)s", instrument=instrument, pasal=pasal)
    return _("%(instrument)s, Pasal %(pasal)s ayat (%(ayat)s)", instrument=instrument, pasal=pasal, ayat=ayat)


def _obligation(_document: RegencyDocument, value: str) -> str:
    return (
        _("Ikut serta diwajibkan.") if value == "wajib" else _("Ikut serta adalah ajakan, bukan kewajiban.")
    )


def _residence(document: RegencyDocument, value: bool) -> str:
    if value:
        return _("Pekerja harus tinggal di %(region)s.", region=document.full_name)
    return _("Pekerja tidak harus tinggal di %(region)s.", region=document.full_name)


def _minimum_age(_document: RegencyDocument, value: int | None) -> str:
    return _unset() if value is None else _("%(age)s tahun", age=value)


def _maximum_age(_document: RegencyDocument, value: int | None) -> str:
    return _unset() if value is None else _("Belum mencapai usia %(age)s tahun", age=value)


def _occupations(_document: RegencyDocument, value: Iterable[str]) -> str:
    labels = {listed.id: listed.label for listed in national_rules().occupations}
    named = ", ".join(labels.get(code, code) for code in value)
    return named or _("Semua pekerjaan tanpa hubungan kerja tetap")


def _bracket(_document: RegencyDocument, value: int) -> str:
    return _("Golongan %(number)s, bila sponsor tidak memilih lain", number=value)


def _day(_document: RegencyDocument, value: date | None) -> str:
    return _unset() if value is None else format_date(value)


def _unset() -> str:
    return _("Belum ditetapkan")


def _listed(words: Mapping[str, LazyString]) -> Callable[[RegencyDocument, Any], str]:
    return lambda _document, values: ", ".join(str(words[value]) for value in values)


_TELLERS: Mapping[str, Callable[[RegencyDocument, Any], str]] = {
    "obligation": _obligation,
    "sponsor_categories": _listed(CATEGORIES),
    "minimum_workers": lambda _d, count: _("Sedikitnya %(count)s pekerja", count=count),
    "relations_allowed": _listed(RELATIONS),
    "residence_required": _residence,
    "minimum_age": _minimum_age,
    "maximum_age": _maximum_age,
    "occupations_allowed": _occupations,
    "months_offered": lambda _d, counts: _("%(months)s bulan", months=", ".join(map(str, counts))),
    "funding_sources": _listed(MONEY),
    "default_bracket": _bracket,
    "review_working_days": lambda _d, count: _("%(count)s hari kerja", count=count),
    "registration_start": _day,
    "registration_end": _day,
}


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
