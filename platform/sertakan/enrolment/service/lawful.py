"""Hold an unfinished enrolment against the law in force, and tell what changed since it was begun."""

from datetime import date
from typing import TYPE_CHECKING

from sertakan.enrolment.model import Draft, Sponsor
from sertakan.enrolment.rules import joining
from sertakan.enrolment.rules.comparing import Bearing, LawChange, compare
from sertakan.regulation.model import Answers
from sertakan.regulation.rules import decide_eligibility
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument

if TYPE_CHECKING:
    from sertakan.enrolment.service.submission import Circumstances


def list_law_changes(
    draft: Draft, sponsor: Sponsor, here: "Circumstances", *, since: int | None
) -> tuple[LawChange, ...]:
    """Return what the law in force changes for a draft, compared with the revision `since`.

    :raises NotFound: revision.unknown
    """
    if since is None or since == here.revision:
        return ()
    asked = joining.to_answers(draft.answers, sponsor.category, here.document.identity.region_code)
    before = tenancy.read_revision(here.tenant_id, since)
    return compare(_bearing(before, asked, here.today), _bearing(here.document, asked, here.today))


def _bearing(document: RegencyDocument, asked: Answers, today: date) -> Bearing:
    return Bearing(
        eligibility=decide_eligibility(national_rules(), terms_of(document, today), asked, today),
        form=document.form,
        consent=document.consent,
    )
