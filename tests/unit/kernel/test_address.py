import pytest

from sertakan.kernel.address import PublicAddress


@pytest.mark.parametrize(
    ("text", "portal", "space"),
    [
        ("https://sertakan.test", "https://sertakan.test", "https://gianyar.sertakan.test"),
        ("https://Sertakan.Test:443/", "https://sertakan.test", "https://gianyar.sertakan.test"),
        ("https://sertakan.test:8443", "https://sertakan.test:8443", "https://gianyar.sertakan.test:8443"),
        ("http://localhost:8000", "http://localhost:8000", "http://gianyar.localhost:8000"),
        ("http://localhost:80", "http://localhost", "http://gianyar.localhost"),
    ],
)
def test_spaces_lie_below_the_portal(text: str, portal: str, space: str) -> None:
    public = PublicAddress.parse(text)
    assert (str(public), public.of_space("gianyar")) == (portal, space)


def test_own_domain_stands_for_the_space() -> None:
    public = PublicAddress.parse("https://sertakan.test:8443")
    assert public.of_space("gianyar", "sertakan.gianyar.test") == "https://sertakan.gianyar.test:8443"


@pytest.mark.parametrize(
    "text",
    [
        *("sertakan.test", "ftp://sertakan.test", "https://", "https://sertakan.test/portal"),
        *("https://sertakan.test?x=1", "https://nama@sertakan.test", "https://sertakan.test:delapan"),
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        PublicAddress.parse(text)
