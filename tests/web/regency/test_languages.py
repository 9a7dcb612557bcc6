"""A regency's languages and its own sentences: said at once, brought by translators, nobody else's."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from tests.factories.sheets import make_book
from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor
from tests.web.regency.conftest import Officers

from sertakan.identity.model import Role
from sertakan.localisation.standard import digest_of
from sertakan.sheets.reading import read_sheet
from sertakan.sheets.sheet import Limits
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

BASE = "/kelola/pengaturan/bahasa"
FILES = f"{BASE}/berkas"
HELP = "Bantuan"
Follow = Callable[[], None]


@pytest.fixture
def admin(officer: Officers) -> Visitor:
    return officer(Role.ADMIN)


@pytest.fixture
def follow(app: SertakanApp) -> Follow:
    """Let this process see what was published."""
    return app.directory.refresh


def _in_balinese(visitor: Visitor) -> str:
    visitor.set_cookie("bahasa", "ban", domain=visitor.host)
    return visitor.get("/").text


def _say(admin: Visitor, message: str, **texts: str) -> Any:
    return admin.submit(f"{BASE}/kalimat/{digest_of(message)}", {"seen": "1", **texts})


def test_own_sentence_is_said_at_once_in_its_language_and_at_home_only(
    admin: Visitor, follow: Follow, visit_as: VisitAs, tenant: Tenant, other_tenant: Tenant
) -> None:
    assert _say(admin, HELP, text_id="Tanya kami").status_code == 303
    follow()

    assert "Tanya kami" in visit_as(tenant).get("/").text
    assert "Tanya kami" not in _in_balinese(visit_as(tenant))
    assert "Tanya kami" not in visit_as(other_tenant).get("/").text


def test_empty_field_takes_the_standard_sentence_again(admin: Visitor, follow: Follow) -> None:
    _say(admin, HELP, text_id="Tanya kami")
    follow()
    _say(admin, HELP, text_id="")
    follow()

    assert "Tanya kami" not in admin.get("/").text


@pytest.mark.parametrize(
    ("text", "told"),
    [("Halo %(siapa)s", "tidak punya isian bernama siapa"), ("Diskon 50% saja", "%")],
)
def test_text_that_cannot_be_filled_in_is_refused_and_stays_typed(
    admin: Visitor, follow: Follow, text: str, told: str
) -> None:
    answer = _say(admin, HELP, text_id=text)
    follow()

    assert answer.status_code == 400
    assert told in answer.text
    assert text in answer.text
    assert text not in admin.get("/").text


def test_sentences_are_found_by_any_word(admin: Visitor) -> None:
    page = admin.get(f"{BASE}/kalimat?cari=bantuan").text
    assert digest_of(HELP) in page
    assert admin.get(f"{BASE}/kalimat?cari=tiadasamasekali").status_code == 200
    assert admin.get(f"{BASE}/kalimat?halaman=999999").status_code == 200
    assert admin.get(f"{BASE}/kalimat/{'0' * 16}").status_code == 404


def _upload(admin: Visitor, content: bytes, name: str) -> Any:
    return admin.submit(f"{FILES}/ban", {"sheet": (io.BytesIO(content), name)})


def test_workbook_goes_out_whole_and_comes_back_with_what_was_changed(
    admin: Visitor, follow: Follow, visit_as: VisitAs, tenant: Tenant
) -> None:
    _say(admin, HELP, text_ban="Takén iriki")
    follow()
    book = read_sheet(admin.get(f"{FILES}/ban/unduh.xlsx").data, Limits(cell_signs=4_000))
    rows = [list(line.cells) for line in book.lines]
    (row,) = (row for row in rows if row[0] == HELP)
    assert row[1] == "Takén iriki"
    assert row[2] not in {"", "Takén iriki"}
    row[1] = "Nunas wantuan"
    rows.append(["Kalimat yang tidak ada", "Apa?"])

    answer = _upload(admin, make_book(rows), "ban.xlsx")
    follow()

    assert answer.status_code == 200
    assert "1 kalimat berubah" in answer.text
    assert "1 kalimat tidak diambil" in answer.text
    assert "Nunas wantuan" in _in_balinese(visit_as(tenant))


def test_poedit_file_comes_back_too(
    admin: Visitor, follow: Follow, visit_as: VisitAs, tenant: Tenant
) -> None:
    sent = admin.get(f"{FILES}/ban/unduh.po").data.decode()
    before, _, after = sent.partition(f'msgid "{HELP}"\n')
    line, _, rest = after.partition("\n")
    assert line.startswith("msgstr ")

    answer = _upload(admin, f'{before}msgid "{HELP}"\nmsgstr "Nunas wantuan"\n{rest}'.encode(), "ban.po")
    follow()

    assert "1 kalimat berubah" in answer.text
    assert "Nunas wantuan" in _in_balinese(visit_as(tenant))


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04rusak", b"msgid oops"])
def test_file_that_cannot_be_read_is_told_and_changes_nothing(
    admin: Visitor, follow: Follow, content: bytes
) -> None:
    before = admin.get(FILES + "/ban/unduh.po").data
    assert _upload(admin, content, "ban.po").status_code in {400, 413, 422}
    follow()
    strip = before.splitlines()[20:]
    assert admin.get(FILES + "/ban/unduh.po").data.splitlines()[20:] == strip


def test_only_who_edits_the_house_comes_here(officer: Officers) -> None:
    verifier = officer(Role.VERIFIER)
    for path in (BASE, f"{BASE}/kalimat", f"{FILES}/ban", f"{FILES}/ban/unduh.xlsx", f"{FILES}/ban/unduh.po"):
        assert verifier.get(path).status_code == 403
