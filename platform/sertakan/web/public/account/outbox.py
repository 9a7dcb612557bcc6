"""What a demonstration would have sent, for everybody who tries it."""

from werkzeug.exceptions import NotFound

from sertakan.localisation import lazy_gettext as _l
from sertakan.notifications import service as notifications
from sertakan.notifications.model import Channel
from sertakan.tenancy.directory import Site
from sertakan.tenancy.model import SpaceState
from sertakan.web.access import visitors
from sertakan.web.application import SiteBlueprint
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

_CHANNELS = {Channel.EMAIL: _l("Surel"), Channel.SMS: _l("SMS"), Channel.WHATSAPP: _l("WhatsApp")}
blueprint = SiteBlueprint("outbox", __name__, site=Site.REGENCY)


@blueprint.get("/kotak-keluar")
@visitors
def show() -> str:
    """Show the newest messages of a trial space, in a demonstration only."""
    here = visit()
    if not here.is_demo or here.tenant.state is not SpaceState.TRIAL:
        raise NotFound
    messages = notifications.list_held(here.tenant.id, 50)
    return paint("public/account/outbox.html", messages=messages, channels=_CHANNELS, zone=here.zone)
