"""What a regency's space needs before real people may come, and whether it is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sertakan.tenancy.document import Programme, RegencyDocument

FEWEST_ADMINS = 2
PURPOSES = (
    "enrolment", "worker_notice", "branch_exchange", "village_validation", "reminders", "statistics",
)  # fmt: skip


class OpeningItem(StrEnum):
    """Name what opening takes, in the order in which it is shown."""

    REGULATION = "regulation"
    CITATIONS = "citations"
    RULE_TEST = "rule_test"
    LAWFUL_BASIS = "lawful_basis"
    PRIVACY_NOTICE = "privacy_notice"
    DPO = "dpo"
    BRANDING = "branding"
    LANGUAGES = "languages"
    ADMINS = "admins"
    IMPACT_ASSESSMENT = "impact_assessment"
    SECURITY_ASSESSMENT = "security_assessment"
    DISKOMINFO = "diskominfo"
    AGREEMENT = "agreement"

    @property
    def is_paper(self) -> bool:
        """Tell whether a paper settles it; all others are seen in the space itself."""
        return self in _PAPERS

    @property
    def may_be_reasoned(self) -> bool:
        """Tell whether a stated reason may stand for the paper."""
        return self in _PAPERS and self is not OpeningItem.AGREEMENT


_PAPERS = frozenset(
    {
        OpeningItem.IMPACT_ASSESSMENT,
        OpeningItem.SECURITY_ASSESSMENT,
        OpeningItem.DISKOMINFO,
        OpeningItem.AGREEMENT,
    }
)


class ItemState(StrEnum):
    """Say how an item stands: met, met by a stated reason, or still open."""

    MET = "met"
    REASONED = "reasoned"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True, slots=True)
class Readiness:
    """Hold what is known of a space besides its document; counts of today."""

    papers: Mapping[OpeningItem, ItemState]
    admins_with_factor: int
    passing_tests: int
    failing_tests: int
    untranslated: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """Say of one item whether it is met, and what is missing: names of parameters, purposes or languages."""

    item: OpeningItem
    state: ItemState
    missing: tuple[str, ...] = ()


def judge_opening(document: RegencyDocument, readiness: Readiness, today: date) -> tuple[Judged, ...]:
    """Judge every item of the checklist."""
    missing = {
        OpeningItem.REGULATION: _regulation(document),
        OpeningItem.CITATIONS: _citations(document, today),
        OpeningItem.RULE_TEST: _rule_tests(readiness),
        OpeningItem.LAWFUL_BASIS: _bases(document),
        OpeningItem.PRIVACY_NOTICE: _notices(document),
        OpeningItem.DPO: () if document.contacts.dpo_email else ("contacts.dpo_email",),
        OpeningItem.BRANDING: _branding(document),
        OpeningItem.LANGUAGES: ("untranslated",) if readiness.untranslated else (),
        OpeningItem.ADMINS: () if readiness.admins_with_factor >= FEWEST_ADMINS else ("admins",),
    }
    return tuple(_judge(item, missing.get(item, ()), readiness) for item in OpeningItem)


def is_ready(judged: tuple[Judged, ...]) -> bool:
    """Tell whether nothing is open any more."""
    return all(each.state is not ItemState.OPEN for each in judged)


def _judge(item: OpeningItem, missing: tuple[str, ...], readiness: Readiness) -> Judged:
    if item.is_paper:
        return Judged(item=item, state=readiness.papers.get(item, ItemState.OPEN))
    return Judged(item=item, state=ItemState.OPEN if missing else ItemState.MET, missing=missing)


def _regulation(document: RegencyDocument) -> tuple[str, ...]:
    regulation = document.regulation
    wanted = {"regulation.number": regulation.number, "regulation.text": regulation.text}
    return tuple(name for name, value in wanted.items() if value is None)


def _citations(document: RegencyDocument, today: date) -> tuple[str, ...]:
    """Return the parameters of the programme that are neither cited nor consciously marked."""
    names = (f"programme.{name}" for name in Programme.model_fields)
    return tuple(name for name in names if document.clause_for(name, today) is None)


def _rule_tests(readiness: Readiness) -> tuple[str, ...]:
    return ("failing",) if readiness.failing_tests else () if readiness.passing_tests else ("none",)


def _bases(document: RegencyDocument) -> tuple[str, ...]:
    """Return the purposes without a lawful basis that is cited (UU 27/2022, Article 20)."""
    bases = ((purpose, getattr(document.privacy, purpose)) for purpose in PURPOSES)
    return tuple(purpose for purpose, basis in bases if basis is None or basis.citation is None)


def _notices(document: RegencyDocument) -> tuple[str, ...]:
    notice = document.privacy.notice
    return tuple(each for each in document.languages.offered if notice.in_language(each) is None)


def _branding(document: RegencyDocument) -> tuple[str, ...]:
    branding = document.branding
    return () if branding.logo_file or branding.logo else ("branding.logo_file",)
