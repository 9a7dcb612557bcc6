"""What an officer may ask about, and what a sponsor's answer changes."""

from collections.abc import Mapping
from typing import Any

from sertakan.enrolment.model import DraftAnswers, Enrolment
from sertakan.enrolment.rules.completeness import OPTIONAL_FIELDS
from sertakan.tenancy.document import Form

# Whatever the sponsor filled in, in the order of the form, with the answers that belong to it.
ANSWERABLE: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("relation", "employment", "construction_project", "member_elsewhere")},
    **{name: (name,) for name in ("nik", "full_name", "birth_place", "birth_date", "sex")},
    "occupation": ("occupation", "sector"),
    "address": ("village_code", "address"),
    "workplace": ("work_village_code", "workplace"),
    "mobile": ("mobile",),
    **dict.fromkeys(OPTIONAL_FIELDS, ("optional",)),
    "consent": ("consent_way", "consent_proof"),
    **{name: (name,) for name in ("months", "bracket", "funding", "own_code")},
}
# The answers on which verdict and price rest.
DECIDING = frozenset(
    {
        *("relation", "employment", "construction_project", "member_elsewhere", "birth_date"),
        *("occupation", "sector", "village_code", "months", "bracket", "funding"),
    }
)
_NAMED_ALIKE = (
    *("relation", "employment", "construction_project", "member_elsewhere"),
    *("birth_place", "birth_date", "sex", "occupation", "village_code", "address"),
    *("work_village_code", "workplace", "mobile", "optional", "consent_proof"),
    *("months", "bracket", "own_code"),
)


def list_askable(form: Form) -> tuple[str, ...]:
    """Return what may be asked about where a regency's form hides some of the optional fields."""
    return tuple(
        name for name in ANSWERABLE if name not in OPTIONAL_FIELDS or getattr(form, name) != "hidden"
    )


def answers_of(enrolment: Enrolment, nik: str | None = None) -> DraftAnswers:
    """Return what was sent in as the pages of the form know it; the number only if it is given."""
    return DraftAnswers(
        **{name: getattr(enrolment, name) for name in _NAMED_ALIKE},
        relation_done=enrolment.relation is not None,
        nik=nik,
        full_name=enrolment.worker_name,
        sector=enrolment.sector.value,
        consent_way=enrolment.consent_way.value,
        funding=enrolment.funding.value,
    )


def find_changes(field: str, before: DraftAnswers, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return of a field's answers those that differ from what was sent in before."""
    asked = {name: given[name] for name in ANSWERABLE[field] if name in given}
    return {name: value for name, value in asked.items() if value != getattr(before, name)}


def revise_hints(hints: tuple[str, ...], found: Mapping[str, bool]) -> tuple[str, ...]:
    """Return an enrolment's hints with some of them looked at anew."""
    kept = [hint for hint in hints if found.get(hint, True)]
    return (*kept, *(hint for hint, holds in found.items() if holds and hint not in kept))
