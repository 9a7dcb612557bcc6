"""Find contradictions in the national data files before anybody relies on them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from sertakan.kernel.month import Month
from sertakan.regulation.model import (
    BracketTable,
    Citation,
    ConditionKey,
    Dated,
    FactKey,
    FundingSource,
    NationalRules,
    Question,
    SchoolLevel,
)


def find_contradictions(rules: NationalRules) -> tuple[str, ...]:
    """Return everything that is missing, overlapping, uncited or does not add up, for the person who edits."""
    # The other checks look figures up, so nothing may be missing.
    if missing := tuple(_check_completeness(rules)):
        return missing
    return tuple(problem for check in _CHECKS for problem in check(rules))


def _check_completeness(rules: NationalRules) -> Iterator[str]:
    present: tuple[tuple[str, Iterable[object], Iterable[object]], ...] = (
        ("fact", FactKey, rules.facts),
        ("condition", ConditionKey, {condition.key for condition in rules.conditions}),
        ("funding", FundingSource, {rule.source for rule in rules.funding}),
        ("scholarship", SchoolLevel, {step.level for step in rules.scholarship}),
        ("question", Question, {question.key for question in rules.questions}),
    )
    for what, wanted, found in present:
        yield from (f"{what} {key} is missing" for key in wanted if key not in frozenset(found))
    if not rules.bracket_tables:
        yield "bracket_table is missing"


def _check_dates(rules: NationalRules) -> Iterator[str]:
    for name, versions in _by_name(rules).items():
        yield from (f"{name} ends before it begins" for each in versions if _end(each) < each.valid_from)
        ordered = sorted(versions, key=lambda each: each.valid_from)
        yield from (
            f"{name} overlaps itself" for early, late in pairwise(ordered) if _end(early) >= late.valid_from
        )


def _check_relief(rules: NationalRules) -> Iterator[str]:
    for relief in rules.reliefs:
        first, last = relief.valid_from, _end(relief)
        if first.day != 1 or (last + timedelta(days=1)).day != 1:
            yield f"relief {relief.sector} does not hold for whole months"
        percents = rules.facts[FactKey.RELIEF_PERCENT]
        needed: tuple[tuple[str, tuple[Dated, ...]], ...] = (
            ("relief.percent", percents),
            *((f"funding {source}", _of_source(rules, source)) for source in FundingSource),
        )
        for name, versions in needed:
            if not all(any(each.is_in_force(day) for each in versions) for day in (first, last)):
                yield f"{name} does not hold as long as the relief of {relief.sector}"


def _of_source(rules: NationalRules, source: FundingSource) -> tuple[Dated, ...]:
    return tuple(rule for rule in rules.funding if rule.source == source)


def _check_citations(rules: NationalRules) -> Iterator[str]:
    for name, citation, doubt in _cited(rules):
        yield from (
            f"{name} names unknown source {label}" for label in citation.source if label not in rules.sources
        )
        if not citation.confidence.is_firm and doubt is None:
            yield f"{name} is uncertain but names no question"
        if citation.confidence.is_firm and not citation.source:
            yield f"{name} is called certain without a source"


def _check_brackets(rules: NationalRules) -> Iterator[str]:
    for table in rules.bracket_tables:
        if tuple(row.number for row in table.brackets) != tuple(range(1, len(table.brackets) + 1)):
            yield "brackets are not numbered from one without gaps"
        if not table.brackets or table.brackets[0].lower != 0:
            yield "the lowest bracket does not begin at zero"
        if any(low.lower >= high.lower or low.base >= high.base for low, high in pairwise(table.brackets)):
            yield "brackets do not rise"
        yield from _check_amounts(rules, table)


def _check_amounts(rules: NationalRules, table: BracketTable) -> Iterator[str]:
    on = table.valid_from
    percent = rules.get_value(FactKey.JKK_PERCENT, on)
    lowest, highest = rules.get_value(FactKey.JKK_MINIMUM, on), rules.get_value(FactKey.JKK_MAXIMUM, on)
    for row in table.brackets:
        jkk, rest = divmod(row.base * percent, 100)
        normal = jkk + rules.get_value(FactKey.JKM_CONTRIBUTION, on)
        # Any other amount would need a rounding rule, and the law names none.
        if rest or any(normal * relief.value % 100 for relief in rules.facts[FactKey.RELIEF_PERCENT]):
            yield f"bracket {row.number} does not give whole rupiah"
        if not lowest <= jkk <= highest:
            yield f"bracket {row.number} leaves the bounds of the contribution"


def _by_name(rules: NationalRules) -> Mapping[str, tuple[Dated, ...]]:
    named: dict[str, list[Dated]] = {f"fact {key}": list(facts) for key, facts in rules.facts.items()}
    others: tuple[tuple[str, Dated], ...] = (
        *((f"condition {each.key}", each) for each in rules.conditions),
        *((f"relief {each.sector}", each) for each in rules.reliefs),
        *((f"funding {each.source}", each) for each in rules.funding),
        *((f"scholarship {each.level}", each) for each in rules.scholarship),
        *((f"occupation {each.id}", each) for each in rules.occupations),
        *(("bracket_table", each) for each in rules.bracket_tables),
    )
    for name, each in others:
        named.setdefault(name, []).append(each)
    return {name: tuple(versions) for name, versions in named.items()}


def _cited(rules: NationalRules) -> Iterator[tuple[str, Citation, Question | None]]:
    yield from (
        (fact.key.value, fact.citation, fact.doubt) for facts in rules.facts.values() for fact in facts
    )
    yield from ((f"condition {each.key}", each.citation, each.doubt) for each in rules.conditions)
    yield from ((f"funding {each.source}", each.citation, each.doubt) for each in rules.funding)
    yield from ((f"relief {each.sector}", each.citation, None) for each in rules.reliefs)
    yield from ((f"scholarship {each.level}", each.citation, None) for each in rules.scholarship)
    for table in rules.bracket_tables:
        yield "bracket limits", table.limits, table.doubt
        yield "verified brackets", table.verified, None


def _end(each: Dated) -> date:
    # The day before the last of the calendar, so that the day after an open end still exists.
    return each.valid_to or Month(9999, 11).last_day


_CHECKS: tuple[Callable[[NationalRules], Iterator[str]], ...] = (
    _check_dates,
    _check_relief,
    _check_citations,
    _check_brackets,
)
