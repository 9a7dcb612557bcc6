import pytest

from sertakan.configuration.rules.domain import ensure_leads_here, ensure_own
from sertakan.kernel.refusal import Refusal

BASE = "sertakan.test"
OURS = frozenset({"192.0.2.1", "2001:db8::1"})


@pytest.mark.parametrize("host", ["sertakan.gianyarkab.go.id", "a.id", "xn--bcher-kva.id", "x-1.y.z"])
def test_domain_of_a_regency_is_accepted(host: str) -> None:
    ensure_own(host, BASE)


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("sertakan.test", "domain.ours"),
        ("gianyar.sertakan.test", "domain.ours"),
        ("pusat.sertakan.test", "domain.ours"),
        ("localhost", "domain.form"),
        ("192.0.2.1", "domain.form"),
        ("-a.id", "domain.form"),
        ("a-.id", "domain.form"),
        ("a..id", "domain.form"),
        ("a.id:8000", "domain.form"),
        ("a.id/x", "domain.form"),
        ("ä.id", "domain.form"),
        (f"{'a' * 64}.id", "domain.form"),
        ("a." * 126 + "ab", "domain.form"),
    ],
)
def test_other_names_are_refused(host: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        ensure_own(host, BASE)


def test_domain_that_leads_here_is_accepted() -> None:
    ensure_leads_here("a.id", {"192.0.2.1"}, OURS)


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (set(), "domain.unknown"),
        ({"198.51.100.9"}, "domain.elsewhere"),
        ({*OURS, "198.51.100.9"}, "domain.elsewhere"),
    ],
)
def test_domain_by_which_anybody_lands_elsewhere_is_refused(found: set[str], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        ensure_leads_here("a.id", found, OURS)


def test_nothing_leads_to_a_platform_without_addresses() -> None:
    with pytest.raises(Refusal, match="domain.elsewhere"):
        ensure_leads_here("a.id", {"192.0.2.1"}, frozenset())
