"""Make a regency's space: pick one of 514, begin with another's parameters, invite the first admin."""

from typing import Any, cast

from flask import current_app
from werkzeug.wrappers import Response as AnyResponse
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.configuration.model import Editor
from sertakan.configuration.service import founding
from sertakan.kernel.address import PublicAddress
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.regions import load_regencies
from sertakan.web.access import operators, overseer
from sertakan.web.application import SertakanApp, SiteBlueprint
from sertakan.web.forms import EmailField, NameField, PageForm, PickField
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("founding", __name__, site=Site.OVERSIGHT, url_prefix="/wilayah/baru")


class FoundingForm(PageForm):
    """Ask which regency, whose parameters, and who looks after it first."""

    region_code = PickField(_l("Kabupaten atau kota"))
    copy_from = PickField(_l("Mulai dengan ketentuan daerah lain"))
    admin_name = NameField(_l("Nama admin pertama"))
    admin_email = EmailField(_l("Surel admin pertama"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        app, scope = cast("SertakanApp", current_app), overseer().scope
        tenants = app.directory.tenants()
        taken = {tenant.region_code for tenant in tenants}
        free = [
            SelectChoice(region.code, f"{region.full_name} ({region.province_name})")
            for region in load_regencies().values()
            if region.code not in taken and scope.covers(region.code)
        ]
        self.region_code.choices = [SelectChoice("", _("Pilih kabupaten atau kota")), *free]
        self.copy_from.choices = [
            SelectChoice("nobody", _("Tidak, mulai dari nilai hati-hati")),
            *(SelectChoice(tenant.slug, tenant.name) for tenant in tenants),
        ]


@blueprint.get("")
@operators
def show() -> str:
    """Ask which regency joins."""
    return paint("oversight/founding.html", form=FoundingForm(data={"copy_from": "nobody"}))


@blueprint.post("")
@operators
def found() -> AnyResponse:
    """Make the space and show the link for its first admin, this once: nothing but its fingerprint is kept."""
    form = FoundingForm()
    if not form.validate():
        return answer("oversight/founding.html", 400, form=form)
    wish = founding.Wish(
        region_code=form.value("region_code"),
        admin_name=form.value("admin_name"),
        admin_email=form.value("admin_email"),
        source=_document_of(form.value("copy_from")),
    )
    try:
        tenant, token = founding.found_regency(
            wish, operator=operator_at_hand(), master=current_app.config["SERTAKAN_SETTINGS"].data_key
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("oversight/founding.html", refusal, form=form)
    public = cast("PublicAddress", current_app.config["SERTAKAN_SETTINGS"].public)
    link = f"{public.of_space(tenant.slug)}/undangan/{token}"
    return answer("oversight/founded.html", 201, tenant=tenant, wish=wish, link=link)


def operator_at_hand() -> Editor:
    """Return who acts for the centre; the centre acts on no regency's own rows, so it names none."""
    here = visit()
    return Editor(tenant_id=0, account_id=overseer().account_id, today=here.today, now=here.now)


def _document_of(slug: str) -> RegencyDocument | None:
    """Return a regency's document in force, which every process keeps in memory anyway."""
    directory = cast("SertakanApp", current_app).directory
    for tenant in directory.tenants():
        if tenant.slug == slug:
            return directory.document_of(tenant, directory.revisions_of(tenant, visit().today))
    return None
