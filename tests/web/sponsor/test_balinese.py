"""The form in Balinese: mistakes are explained in the language of the page."""

import pytest
from tests.fixtures.client import Visitor
from tests.web.sponsor.conftest import DraftAt, error_of

from sertakan.enrolment.model import Step


@pytest.fixture
def balinese(sponsor: Visitor) -> Visitor:
    sponsor.set_cookie("bahasa", "ban", domain="gianyar.localhost")
    return sponsor


@pytest.mark.parametrize(
    ("step", "typed", "said"),
    [
        (Step.IDENTITY, {"nik": "123", "full_name": "Ni Made"}, "NIK patut 16 angka. Ragané ngetik 3."),
        (Step.IDENTITY, {"nik": "", "full_name": "Made \U0001f600"}, "Surat wasta antuk aksara kémanten"),
        (Step.CONTACT, {"mobile": "12"}, "HP"),
    ],
)
def test_mistake_is_explained_in_balinese(
    balinese: Visitor, draft_at: DraftAt, step: Step, typed: dict[str, str], said: str
) -> None:
    address = draft_at(step)
    answered = balinese.submit(f"{address}/{step}", typed)
    assert answered.status_code == 422
    assert '<html lang="ban">' in answered.text
    assert said in error_of(answered.text)
    assert "Anda mengetik" not in answered.text


def test_consent_is_read_and_kept_in_balinese(
    balinese: Visitor,
    draft_at: DraftAt,
    kept,  # type: ignore[no-untyped-def]
) -> None:
    address = draft_at(Step.CONSENT)
    page = balinese.get(f"{address}/persetujuan").text
    assert "Saya setuju didaftarkan" not in page
    balinese.submit(f"{address}/persetujuan", {"consent_way": "present"})
    assert kept(address).consent_language == "ban"
