"""How a rejection is grounded on the regency's own clauses, and how it is kept with the enrolment."""

import json
from dataclasses import asdict
from datetime import date

from sertakan.enrolment.model import Rejection, RejectionCode
from sertakan.tenancy.document import RegencyDocument

# Which parameter of the regency's document decides the matter of a ground.
PARAMETERS = {
    RejectionCode.AGE: ("programme.maximum_age", "programme.minimum_age"),
    RejectionCode.OCCUPATION: ("programme.occupations_allowed",),
    RejectionCode.RELATION: ("programme.relations_allowed",),
    RejectionCode.RESIDENCE: ("programme.residence_required",),
}


def ground_on_clause(
    code: RejectionCode, explanation: str, document: RegencyDocument, as_of: date
) -> Rejection:
    """Return the rejection with the clause that decides it, or without one while none is cited."""
    for parameter in PARAMETERS.get(code, ()):
        clause = document.clause_for(parameter, as_of)
        if clause is not None and not clause.uncited and document.short_reference:
            return Rejection(
                code=code,
                explanation=explanation,
                instrument=document.short_reference,
                article=clause.pasal,
                paragraph=clause.ayat,
            )
    return Rejection(code=code, explanation=explanation)


def write_rejection(rejection: Rejection) -> str:
    """Return a rejection as it is kept with the enrolment."""
    return json.dumps(asdict(rejection), ensure_ascii=False, sort_keys=True)


def read_rejection(kept: str | None) -> Rejection | None:
    """Return a kept rejection, or None where an enrolment ended in another way."""
    if kept is None or not kept.startswith("{"):
        return None
    plain = json.loads(kept)
    return Rejection(**{**plain, "code": RejectionCode(plain["code"])})
