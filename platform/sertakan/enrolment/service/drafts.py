"""Write an enrolment page by page; every page is kept, and can be taken up on another device."""

import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sertakan.enrolment.model import ConsentWay, Draft, DraftAnswers
from sertakan.enrolment.repository import drafts as repository
from sertakan.identity.service import throttling
from sertakan.kernel.identifier import new_id
from sertakan.kernel.refusal import Refusal

_CODE_LIFETIME = timedelta(minutes=15)
_MOST_TRIES = 5
_SECOND_PRESS = timedelta(seconds=30)
_CODES_TO_WORKER = throttling.Limit("consent_codes", "throttle.code", 5, timedelta(hours=1))
_MOST_DRAFTS = 200


def begin_draft(
    tenant_id: int,
    sponsor_id: UUID,
    answers: DraftAnswers,
    now: datetime,
    *,
    draft_id: UUID | None = None,
) -> UUID:
    """Begin a draft with what is known already; whoever names it begins it once, however often they press.

    :raises Refusal: draft.too_many
    """
    if len(repository.list_drafts(tenant_id, sponsor_id, limit=_MOST_DRAFTS)) >= _MOST_DRAFTS:
        raise Refusal("draft.too_many", most=_MOST_DRAFTS)
    draft_id = draft_id or new_id()
    repository.insert_draft(tenant_id, draft_id, sponsor_id, answers, now)
    return draft_id


def get_draft(tenant_id: int, sponsor_id: UUID, draft_id: UUID, *, lock: bool = False) -> Draft:
    """Return a sponsor's own draft, locked if it is about to be written.

    :raises NotFound: draft.unknown
    """
    return repository.get_draft(tenant_id, sponsor_id, draft_id, lock=lock)


def list_drafts(tenant_id: int, sponsor_id: UUID) -> list[Draft]:
    """Return a sponsor's unfinished drafts."""
    return repository.list_drafts(tenant_id, sponsor_id, limit=_MOST_DRAFTS)


def keep_answers(tenant_id: int, draft: Draft, answers: Mapping[str, Any], now: datetime) -> None:
    """Keep the answers of one page.

    :raises Outdated: draft.outdated
    """
    repository.update_answers(tenant_id, draft, draft.answers.with_answers(**answers), now)


def discard_draft(tenant_id: int, sponsor_id: UUID, draft_id: UUID) -> None:
    """Throw an unfinished draft away."""
    repository.delete_draft(tenant_id, sponsor_id, draft_id)


def has_fresh_code(draft: Draft, now: datetime) -> bool:
    """Tell whether six digits went to the worker's phone a moment ago."""
    kept = draft.answers
    if kept.consent_code is None or kept.consent_code_until is None or kept.consent_code_to != kept.mobile:
        return False
    return now < kept.consent_code_until - _CODE_LIFETIME + _SECOND_PRESS and kept.consent_code_tries == 0


def make_consent_code(tenant_id: int, draft: Draft, now: datetime) -> str:
    """Make the six digits that are sent to the worker's own phone.

    :raises Refusal: consent.mobile_missing, throttle.code
    """
    if draft.answers.mobile is None:
        raise Refusal("consent.mobile_missing", field="consent_way")
    throttling.spend(tenant_id, {_CODES_TO_WORKER: draft.answers.mobile}, now)
    code = f"{secrets.randbelow(1_000_000):06d}"
    answers = {
        "consent_code": code,
        "consent_code_to": draft.answers.mobile,
        "consent_code_until": now + _CODE_LIFETIME,
        "consent_code_tries": 0,
    }
    keep_answers(tenant_id, draft, answers, now)
    return code


def check_consent_code(tenant_id: int, draft: Draft, code: str, now: datetime) -> bool:
    """Tell whether the worker's code was typed in time, counting the tries.

    :raises Refusal: consent.code_expired
    """
    kept = draft.answers
    is_usable = (
        kept.consent_code is not None
        and kept.consent_code_until is not None
        and now <= kept.consent_code_until
        and kept.consent_code_to == kept.mobile
        and kept.consent_code_tries < _MOST_TRIES
    )
    if not is_usable or kept.consent_code is None:
        raise Refusal("consent.code_expired", field="consent_code")
    if hmac.compare_digest(kept.consent_code, code):
        return True
    keep_answers(tenant_id, draft, {"consent_code_tries": kept.consent_code_tries + 1}, now)
    return False


def consent_given(way: ConsentWay, version: str, language: str, now: datetime) -> dict[str, Any]:
    """Return the answers that say that the worker agreed, to which text and in which language."""
    return {
        "consent_way": way.value,
        "consent_version": version,
        "consent_language": language,
        "consent_at": now,
        "consent_code": None,
        "consent_code_to": None,
        "consent_code_until": None,
        "consent_code_tries": 0,
    }
