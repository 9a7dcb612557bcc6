import pytest

from sertakan.identity.model import Contact, ContactKind
from sertakan.identity.rules import check_password, common_passwords, personal_words
from sertakan.kernel.refusal import Refusal

_MAIL = Contact(kind=ContactKind.EMAIL, value="luh.contoh@contoh.test")
_MOBILE = Contact(kind=ContactKind.MOBILE, value="+6281234567890")


def _refusal(password: str, contact: Contact = _MAIL) -> str | None:
    try:
        check_password(password, personal=personal_words("Ni Luh Contoh", contact), common=common_passwords())
    except Refusal as refusal:
        return refusal.code
    return None


@pytest.mark.parametrize(
    "password",
    [
        "kursi lampu ember",
        "Padi-Menguning-di-Timur",
        "8f3a-11cc-9e0d-7b21",
        "🌾 jerami di langit",
        "ᬩᬮᬶᬤ᭄ᬯᬶᬧᬓᬸ",
        "x" * 5 + "yZ3%q!w9",
        "teh, laut & 3 payung",
    ],
)
def test_accepts_what_nobody_would_guess(password: str) -> None:
    assert _refusal(password) is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password.missing"),
        ("sembilan9", "password.short"),
        ("x7" * 101, "password.long"),
        ("password123", "password.common"),
        ("P@ssw0rd2026", "password.common"),
        ("gianyar2026!", "password.common"),
        ("sayang-sayang", "password.common"),
        ("bismillah786", "password.common"),
        ("1234567890", "password.common"),
        ("08123456789", "password.common"),
        ("qwertyuiop", "password.common"),
        ("aaaaaaaaaaaa", "password.common"),
        ("\0" * 12, "password.common"),
        ("luhcontoh1990", "password.personal"),
        ("Ni Luh Contoh", "password.personal"),
    ],
)
def test_refuses_what_others_would_try(password: str, code: str) -> None:
    assert _refusal(password) == code


def test_refuses_the_own_mobile_number() -> None:
    assert _refusal("wt081234567890", _MOBILE) == "password.personal"


def test_common_list_is_lower_case_and_long() -> None:
    words = common_passwords()
    assert len(words) > 1000
    assert all(word == word.casefold() for word in words)
