import pytest

from sertakan.identity.rules.device import Device, read_device, shorten_network

_WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (f"Mozilla/5.0 (Linux; Android 10; K) {_WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36", ("Chrome", "Android")),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", ("Firefox", "Windows")),
        (f"Mozilla/5.0 (Linux; Android 13; SM-A055F) {_WEBKIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36", ("Samsung Internet", "Android")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1", ("Chrome", "iPhone")),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {_WEBKIT} Chrome/131.0.0.0 Safari/537.36", ("Chrome", "macOS")),
        (f"Mozilla/5.0 (X11; Linux x86_64) {_WEBKIT} Chrome/131.0.0.0 Safari/537.36 OPR/116.0.0.0", ("Opera", "Linux")),
        (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {_WEBKIT} Chrome/131.0.0.0 Safari/537.36", ("Chrome", "ChromeOS")),
        ("curl/8.9.1", (None, None)),
        ("", (None, None)),
    ],
)  # fmt: skip
def test_browser_and_system_are_recognised(user_agent: str, device: tuple[str | None, str | None]) -> None:
    assert read_device(user_agent) == Device(*device)


@pytest.mark.parametrize(
    ("network", "kept"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("unknown", ""),
        ("", ""),
    ],
)
def test_network_is_kept_without_the_household(network: str, kept: str) -> None:
    assert shorten_network(network) == kept
