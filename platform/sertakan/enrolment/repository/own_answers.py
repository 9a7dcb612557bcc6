"""How answers to a regency's own questions are sealed with their enrolment."""

import json
from collections.abc import Sequence
from uuid import UUID

from sertakan.enrolment.model.own_answer import OwnAnswer
from sertakan.persistence.crypto import seal, unseal

_TABLE, _COLUMN = "enrolment", "own_answers"


def seal_answers(tenant_id: int, enrolment_id: UUID, answers: Sequence[OwnAnswer]) -> bytes | None:
    """Return answers as they are stored."""
    if not answers:
        return None
    text = json.dumps([answer.to_plain() for answer in answers], ensure_ascii=False)
    return seal(tenant_id, _TABLE, _COLUMN, enrolment_id, text)


def open_answers(tenant_id: int, enrolment_id: UUID, sealed: bytes | None) -> tuple[OwnAnswer, ...]:
    """Return stored answers."""
    if sealed is None:
        return ()
    plain = json.loads(unseal(tenant_id, _TABLE, _COLUMN, enrolment_id, sealed))
    return tuple(OwnAnswer.from_plain(each) for each in plain)
