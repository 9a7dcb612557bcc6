"""Lay open what is unconfirmed, so that no doubtful figure is ever applied silently."""

from collections.abc import Iterator

from sertakan.regulation.model import NationalRules, OpenFact, Question


def open_facts(rules: NationalRules) -> tuple[OpenFact, ...]:
    """Return every open question with whom to ask, what happens meanwhile, and the keys it affects."""
    doubtful = tuple(_list_doubtful(rules))
    return tuple(
        OpenFact(
            question=question.key,
            ask=question.ask,
            treatment=question.treatment,
            affects=tuple(key for key, doubt in doubtful if doubt is question.key),
        )
        for question in rules.questions
    )


def _list_doubtful(rules: NationalRules) -> Iterator[tuple[str, Question | None]]:
    for versions in rules.facts.values():
        yield from ((fact.key.value, fact.doubt) for fact in versions)
    yield from ((f"condition.{condition.key}", condition.doubt) for condition in rules.conditions)
    yield from ((f"funding.{rule.source}", rule.doubt) for rule in rules.funding)
    for table in rules.bracket_tables:
        yield from (
            (f"bracket.{row.number}", table.doubt)
            for row in table.brackets
            if row.number not in table.verified_numbers
        )
        yield "bracket.limits", table.doubt
