"""A domain of the regency's own: checked to lead here before it does, and removed only after being asked once more."""

from typing import cast

from flask import current_app, flash, redirect
from werkzeug.wrappers import Response

from sertakan.configuration.service.own_domain import Resolver, connect_domain, disconnect_domain
from sertakan.identity.permissions import Permission
from sertakan.kernel.address import PublicAddress
from sertakan.kernel.refusal import Conflict, Refusal
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.forms import PageForm, TextField
from sertakan.web.refusals import answer_refusal
from sertakan.web.regency.configuring.branding import PATH
from sertakan.web.regency.configuring.editing import editor_at_hand, seen_revision
from sertakan.web.regency.configuring.house_page import holding, one_press
from sertakan.web.rendering import answer, paint
from sertakan.web.visit import visit

_PATH = f"{PATH}/domain"
blueprint = SiteBlueprint("house_domain", __name__, site=Site.REGENCY, url_prefix=_PATH)


class DomainForm(PageForm):
    """Hold a domain."""

    own_domain = TextField(_l("Domain"), longest=253)


@blueprint.get("")
@staff(Permission.EDIT_HOUSE)
def show() -> str:
    """Show the domain, or how to connect one."""
    return paint("regency/configuring/domain.html", **_context(DomainForm(formdata=None)))


@blueprint.post("")
@staff(Permission.EDIT_HOUSE)
def connect() -> Response:
    """Connect a domain if it leads here."""
    form = DomainForm()
    if not form.validate():
        return answer("regency/configuring/domain.html", 400, **_context(form))
    host = str(form.own_domain.data).lower().removeprefix("https://").removeprefix("http://").rstrip("/.")
    try:
        connect_domain(
            editor_at_hand(),
            host,
            seen=seen_revision(),
            base_domain=_public().domain,
            resolver=cast("Resolver", current_app.extensions["sertakan_resolver"]),
        )
    except Conflict as conflict:
        return answer_refusal(
            "regency/configuring/changed_meanwhile.html", conflict, refusal=conflict, href=_PATH
        )
    except Refusal as refusal:
        form.add_refusal(refusal)
        return answer_refusal("regency/configuring/domain.html", refusal, **_context(form))
    flash(_("%(domain)s tersambung. Dalam dua detik ruang Anda juga dibuka di sana.", domain=host), "success")
    return redirect(_PATH, code=303)


@blueprint.get("/hapus")
@staff(Permission.EDIT_HOUSE)
def ask_removal() -> str | Response:
    """Name what will be lost, and ask once more."""
    now = holding()
    if now.document.identity.own_domain is None:
        return redirect(_PATH, code=303)
    return paint("regency/configuring/domain_sure.html", **_context(DomainForm(formdata=None)))


@blueprint.post("/hapus")
@staff(Permission.EDIT_HOUSE)
def remove() -> Response:
    """Let go of the domain."""
    told = _("Domain dilepas. Tautan dalam pesan kembali memakai alamat dari Sertakan.")
    return one_press(lambda: disconnect_domain(editor_at_hand(), seen=seen_revision()), _PATH, told)


def _context(form: DomainForm) -> dict[str, object]:
    now = holding()
    return {
        "form": form,
        "document": now.document,
        "seen": now.number,
        "path": _PATH,
        "usual": _public().of_space(visit().tenant.slug),
        "base": _public().domain,
        "host": f"{visit().tenant.slug}.{_public().domain}",
    }


def _public() -> PublicAddress:
    return cast("PublicAddress", current_app.config["SERTAKAN_SETTINGS"].public)
