import pytest

from sertakan.localisation import speaking
from sertakan.notifications.model import Channel
from sertakan.notifications.rules import is_sound
from sertakan.notifications.texts import AWAITED, KINDS, VERIFICATION_CODE, Kind, standard, write
from sertakan.tenancy.document import Messages, MessageTemplate

EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
VALUES = {"code": "123456", "service": "Sertakan Uji", "minutes": 15}


def messages(*own: MessageTemplate) -> Messages:
    return Messages(sender_name="Sertakan", signature="Salam, Disnaker", templates=own)


def own(body: str, language: str = "id") -> MessageTemplate:
    return MessageTemplate(template="verification_code", language=language, subject="Kode", body=body)


@EVERY
@pytest.mark.parametrize("language", ["id", "ban"])
def test_standard_text_is_itself_a_sound_template(kind: Kind, language: str) -> None:
    subject, body = standard(kind, language)
    assert "%(" not in subject + body
    assert is_sound(body, subject, kind.placeholders)


@EVERY
def test_every_value_is_named_once(kind: Kind) -> None:
    words = [each.word for each in kind.placeholders]
    assert len(set(words)) == len(words) == len({each.value for each in kind.placeholders})


def test_codes_are_awaited_and_notices_are_not() -> None:
    assert {"verification_code", "password_reset", "consent_code"} == AWAITED


def test_own_text_is_used_in_its_language_only() -> None:
    with_own = messages(own("Kode: {kode}. {layanan}"))
    assert write(VERIFICATION_CODE, with_own, **VALUES).body == "Kode: 123456. Sertakan Uji"
    with speaking("ban"):
        assert write(VERIFICATION_CODE, with_own, **VALUES) == write(VERIFICATION_CODE, messages(), **VALUES)


@pytest.mark.parametrize("body", ["Tanpa kode", "{kode} {sandi}", "{kode"])
def test_text_that_cannot_be_sent_gives_way_to_the_standard_one(body: str) -> None:
    assert write(VERIFICATION_CODE, messages(own(body)), **VALUES) == write(
        VERIFICATION_CODE, messages(), **VALUES
    )


def test_signature_closes_letters_only() -> None:
    text = write(VERIFICATION_CODE, messages(own("{kode}")), **VALUES)
    assert text.on(Channel.EMAIL).body == "123456\n\nSalam, Disnaker"
    assert text.on(Channel.SMS).body == text.on(Channel.WHATSAPP).body == "123456"
