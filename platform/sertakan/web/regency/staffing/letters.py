"""What people are written about their place among the staff, in the language that visitors meet first here."""

from sertakan.identity.model import Contact, ContactKind, Invitation
from sertakan.localisation import speaking
from sertakan.localisation.formats import format_moment
from sertakan.notifications import service as notifications
from sertakan.notifications import texts
from sertakan.notifications.model import Channel
from sertakan.web.links import address_here
from sertakan.web.public.account.factor_page import service_name
from sertakan.web.visit import visit


def send_invitation(invitation: Invitation, token: str) -> None:
    """Send the link by which somebody joins."""
    here = visit()
    with speaking(here.regency.languages.default):
        text = texts.write(
            texts.STAFF_INVITATION,
            here.regency.messages,
            name=invitation.name,
            service=service_name(),
            address=address_here(f"/undangan/{token}"),
            until=format_moment(invitation.expires_at, here.zone),
        )
    notifications.send(
        here.tenant,
        channel=Channel.EMAIL,
        recipient=invitation.email,
        template=texts.STAFF_INVITATION.name,
        text=text,
    )


def tell_factors_reset(contact: Contact | None) -> None:
    """Tell somebody that another took their second factors off."""
    if contact is None:
        return
    here = visit()
    with speaking(here.regency.languages.default):
        text = texts.write(
            texts.FACTORS_RESET,
            here.regency.messages,
            service=service_name(),
            address=address_here("/masuk"),
        )
    notifications.send(
        here.tenant,
        channel=Channel.EMAIL if contact.kind is ContactKind.EMAIL else Channel.SMS,
        recipient=contact.value,
        template=texts.FACTORS_RESET.name,
        text=text,
    )
