"""The first page of the staff: the figures of the day, and what to do next."""

from datetime import date

from sertakan.enrolment.model import EnrolmentLine
from sertakan.enrolment.rules.waiting import count_working_days
from sertakan.enrolment.service import review
from sertakan.identity.permissions import Permission
from sertakan.identity.rules.factor import is_factor_advised
from sertakan.kernel.clock import local_date
from sertakan.notifications import service as notifications
from sertakan.notifications import texts
from sertakan.regulation.calendar import is_national_holiday
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState
from sertakan.web.access import reach_of, signed_in, staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.regency.officer import may
from sertakan.web.regency.places import places_of
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("dashboard", __name__, site=Site.REGENCY, url_prefix="/kelola")
_OLDEST_SHOWN = 5
_MESSAGES_SHOWN = 100


@blueprint.get("/")
@staff(Permission.SEE_FIGURES)
def figures() -> str:
    """Show what waits, for how long, and what was done."""
    here = visit()
    found = review.figures_of_day(here.tenant.id, reach_of(Permission.SEE_FIGURES), here.now, here.zone)
    oldest = local_date(found.oldest_waiting, here.zone) if found.oldest_waiting else None
    return paint(
        "regency/dashboard.html",
        figures=found,
        waited=count_working_days(oldest, here.today, is_national_holiday) if oldest else 0,
        promised=here.regency.programme.review_working_days,
        waiting=_oldest_cases(),
        waited_by=_waited_by(here.today),
        places=places_of(here.regency.identity.region_code),
        may_decide=may(Permission.DECIDE_ENROLMENTS),
        shows_outbox=here.tenant.state is SpaceState.TRIAL and may(Permission.SEE_OUTBOX),
        document=here.regency,
        today=here.today,
        advises_factor=signed_in().factor is None and is_factor_advised(signed_in().grants),
    )


def _oldest_cases() -> tuple[EnrolmentLine, ...]:
    if not may(Permission.SEE_ENROLMENTS):
        return ()
    return review.list_waiting(visit().tenant.id, reach_of(Permission.SEE_ENROLMENTS), limit=_OLDEST_SHOWN)


def _waited_by(today: date) -> dict[str, object]:
    zone = visit().zone

    def days(line: EnrolmentLine) -> int:
        return count_working_days(local_date(line.submitted_at, zone), today, is_national_holiday)

    return {"days": days}


@blueprint.get("/kotak-keluar")
@staff(Permission.SEE_OUTBOX)
def outbox() -> str:
    """Show the messages that a trial space held back."""
    here = visit()
    # A code that changes a password is for its recipient, or one officer could act as another.
    secret = () if here.is_demo else (texts.PASSWORD_RESET.name,)
    held = notifications.list_held(here.tenant.id, _MESSAGES_SHOWN, without=secret)
    return paint("regency/outbox.html", messages=held, zone=here.zone, state=here.tenant.state)
