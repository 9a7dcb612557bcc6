"""Where a worker says "not me" or "I do not agree", with the code from the message or the slip."""

from flask import redirect, request
from werkzeug.wrappers import Response

from sertakan.enrolment.service import answering
from sertakan.kernel.refusal import Refusal
from sertakan.oversight import service as oversight
from sertakan.tenancy.directory import Site
from sertakan.web.access import visitors
from sertakan.web.application import SiteBlueprint
from sertakan.web.rendering import answer, paint
from sertakan.web.sponsor.forms import RefusalForm
from sertakan.web.tickets import origin
from sertakan.web.visit import visit

blueprint = SiteBlueprint("refusing", __name__, site=Site.REGENCY, url_prefix="/tidak-setuju")


@blueprint.get("")
@visitors
def show_refusal() -> str:
    """Ask for the code."""
    return paint("public/refusal.html", form=RefusalForm(), document=visit().regency)


@blueprint.post("")
@visitors
def refuse() -> Response:
    """Ask once more, then stop everything at the worker's word."""
    form, here = RefusalForm(), visit()
    if not form.validate():
        return answer("public/refusal.html", 422, form=form, document=here.regency)
    code = str(form.code.data)
    if answering.find_refusable(here.tenant.id, code, origin().network, here.now) is None:
        form.add_refusal(Refusal("refusal.code_unknown", field="code"))
        return answer("public/refusal.html", 200, form=form, document=here.regency)
    if request.form.get("sure") != "yes":
        return answer("public/refusal_sure.html", 200, code=code, document=here.regency)
    answering.refuse_as_worker(here.tenant.id, code, here.now)
    oversight.ask_for_refresh(here.tenant.id)
    return redirect("/tidak-setuju/selesai", code=303)


@blueprint.get("/selesai")
@visitors
def refused() -> str:
    """Confirm that everything onward has stopped."""
    return paint("public/refusal_done.html", document=visit().regency)
