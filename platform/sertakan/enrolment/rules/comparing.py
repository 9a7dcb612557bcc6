"""What a law that came into force meanwhile changes for a sponsor who began under an earlier one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sertakan.regulation.model import Eligibility
from sertakan.tenancy.document import Consent, Form


@dataclass(frozen=True, kw_only=True, slots=True)
class Bearing:
    """Hold what of a law concerns one enrolment: the verdict, what is asked, and what the worker agrees to."""

    eligibility: Eligibility
    form: Form
    consent: Consent


@dataclass(frozen=True, kw_only=True, slots=True)
class LawChange:
    """Name one thing that the new law changes."""

    code: str
    params: Mapping[str, str]


def compare(before: Bearing, now: Bearing) -> tuple[LawChange, ...]:
    """Return what the new law changes, the verdict first."""
    return (
        *_verdict(before.eligibility, now.eligibility),
        *_fields(before.form, now.form),
        *_consent(before, now),
    )


def _verdict(before: Eligibility, now: Eligibility) -> Iterator[LawChange]:
    if before.verdict is not now.verdict:
        params = {"old": before.verdict.value, "new": now.verdict.value}
        yield LawChange(code="law_changed.verdict", params=params)
    elif {ground.code for ground in before.grounds} != {ground.code for ground in now.grounds}:
        yield LawChange(code="law_changed.grounds", params={})


def _fields(before: Form, now: Form) -> Iterator[LawChange]:
    for name, presence in now:
        if presence == "required" and getattr(before, name) != "required":
            yield LawChange(code="law_changed.field", params={"field": name})


def _consent(before: Bearing, now: Bearing) -> Iterator[LawChange]:
    if before.consent.version != now.consent.version:
        yield LawChange(code="law_changed.consent", params={"version": now.consent.version})


def needs_consent_again(version: str | None, way: str | None, consent: Consent) -> bool:
    """Tell whether a worker agreed to another text than today's, or in a way that is not accepted any more."""
    return version != consent.version or way not in consent.ways
