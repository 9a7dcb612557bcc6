import pytest

from sertakan.identity.model import Contact, ContactKind
from sertakan.identity.rules import parse_contact
from sertakan.kernel.refusal import Refusal


@pytest.mark.parametrize(
    "typed",
    ["081234567890", "+62 812-3456-7890", "62812 3456 7890", "0062.812.3456.7890", "812 3456 7890"],
)
def test_one_mobile_in_five_spellings(typed: str) -> None:
    assert parse_contact(typed) == Contact(kind=ContactKind.MOBILE, value="+6281234567890")


def test_email_is_compared_in_lower_case() -> None:
    assert parse_contact(" Luh@Contoh.TEST ") == Contact(kind=ContactKind.EMAIL, value="luh@contoh.test")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "contact.missing"),
        ("  ", "contact.missing"),
        ("luh", "contact.shape"),
        ("luh@", "email.shape"),
        ("a@b@c.id", "email.shape"),
        ("🙂@contoh", "email.shape"),
        ("0361 123456", "mobile.prefix"),
        ("0812", "mobile.length"),
        ("a" * 1000, "contact.shape"),
        ("0812\x003456\x007890", "contact.shape"),
    ],
)
def test_says_what_is_wrong(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        parse_contact(typed)
    assert (caught.value.code, caught.value.field) == (code, "contact")


def test_mask_shows_only_the_ends() -> None:
    assert parse_contact("081234567890").masked == "0812•••890"
    assert parse_contact("luh.contoh@contoh.test").masked == "lu•••@contoh.test"
