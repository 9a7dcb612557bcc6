"""The slip for a worker without a phone: who enrolled you, what is held, and how to say no."""

from io import BytesIO
from uuid import UUID

import segno
from flask import Response

from sertakan.enrolment.model import Enrolment
from sertakan.enrolment.service import answering
from sertakan.tenancy.directory import Site
from sertakan.web import access
from sertakan.web.application import SiteBlueprint
from sertakan.web.own_answers import answer_rows
from sertakan.web.rendering import paint
from sertakan.web.sponsor.submitting import refusal_address
from sertakan.web.visit import visit

blueprint = SiteBlueprint(
    "slips", __name__, site=Site.REGENCY, url_prefix="/sponsor/pekerja/<uuid:enrolment_id>"
)


@blueprint.get("/slip")
@access.sponsors
def slip(enrolment_id: UUID) -> str:
    """Print the slip."""
    enrolment = _own(enrolment_id)
    return paint(
        "sponsor/slip.html",
        enrolment=enrolment,
        also_kept="; ".join(str(row["key"]) for row in answer_rows(enrolment.own_answers)),
        address=refusal_address(),
        document=visit().regency,
        zone=visit().zone,
    )


@blueprint.get("/slip.svg")
@access.sponsors
def code_picture(enrolment_id: UUID) -> Response:
    """Draw the address of the page on which a worker says no; the code itself is not in it."""
    _own(enrolment_id)
    drawing = BytesIO()
    segno.make(refusal_address(), error="m").save(drawing, kind="svg", scale=4, border=2, xmldecl=False)
    return Response(
        drawing.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"}
    )


def _own(enrolment_id: UUID) -> Enrolment:
    sponsor_id = access.signed_in().sponsor_id
    assert sponsor_id is not None  # noqa: S101 - the door lets nobody else in
    return answering.get_own_enrolment(visit().tenant.id, sponsor_id, enrolment_id)
