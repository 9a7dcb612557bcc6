"""One case: what an officer sees, decides, reveals; and what a slower or distant one may not."""

import socket
from uuid import UUID

import pytest
from tests.factories.casework import look, make_waiting, nik_number
from tests.fixtures.application import Work
from tests.web.regency.conftest import Officers

from sertakan.enrolment.model import EnrolmentState
from sertakan.identity.model import Role
from sertakan.notifications import service as notifications
from sertakan.persistence.files import store_file
from sertakan.persistence.files.s3 import S3Store, parse_address
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

LIST = "/kelola/antrean"
FAR = "51.04.02.2003"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_case_shows_what_decided_it(officer: Officers, waiting: list[UUID]) -> None:
    text = officer().get(f"{LIST}/{waiting[0]}").text
    assert "5104••••••••0000" in text
    assert nik_number(0) not in text
    for shown in ("PP 44/2015", "Rp8.400", "Belum dipastikan", "Setujui", "Tanyakan satu hal", "Tolak"):
        assert shown in text


def test_hints_are_told_in_words(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    hints = ["nik_other_name", "nik_differs", "review", "many_workers", "shared_mobile"]
    with as_tenant(tenant):
        case = make_waiting(tenant.id, hints=hints).id
    text = officer().get(f"{LIST}/{case}").text
    assert "Nomor HP ini dipakai beberapa pekerja" in text
    assert not any(hint in text for hint in hints if "_" in hint)


def test_approval_goes_back_to_the_list_as_it_was_filtered(
    officer: Officers, tenant: Tenant, as_tenant: Work, waiting: list[UUID]
) -> None:
    visitor = officer()
    query = "?keadaan=submitted&kecamatan=51.04.01&urut=terlama"
    assert f"{waiting[0]}{query.replace('&', '&amp;')}" in visitor.get(f"{LIST}{query}").text
    case = visitor.get(f"{LIST}/{waiting[0]}{query}").text
    for path in ("/setujui", "/tanya", "/tolak", ""):
        assert f"{path}{query}".replace("&", "&amp;") in case
    response = visitor.submit(f"{LIST}/{waiting[0]}/setujui{query}", {"version": "1"})
    assert (response.status_code, response.headers["Location"]) == (303, f"{LIST}{query}")
    with as_tenant(tenant):
        decided, following = (look(tenant.id, case) for case in waiting[:2])
        (message,) = notifications.list_held(tenant.id)
    assert decided.state is EnrolmentState.APPROVED
    assert "belum terlindungi sampai iuran pertama" in message.body
    page = visitor.get(response.headers["Location"]).text
    assert f"{decided.reference} disetujui. Sponsor diberi tahu" in page
    assert f"Buka yang berikutnya: {following.reference}" in page
    assert following.reference not in visitor.get(LIST).text.split("<table")[0]


def test_next_case_is_one_that_the_filter_shows(
    officer: Officers, tenant: Tenant, as_tenant: Work, waiting: list[UUID]
) -> None:
    visitor = officer()
    with as_tenant(tenant):
        far = make_waiting(tenant.id, nik=nik_number(9), village_code=FAR, district_code=FAR[:8]).id
    query = f"?kecamatan={FAR[:8]}"
    done = visitor.submit(f"{LIST}/{far}/setujui{query}", {"version": "1"})
    page = visitor.get(done.headers["Location"]).text
    assert "disetujui. Sponsor diberi tahu" in page
    assert "Buka yang berikutnya" not in page


@pytest.mark.parametrize("query", ["?sesudah=zzz&keadaan=entah", "?next=https://contoh.test", "?cari="])
def test_list_to_go_back_to_is_never_elsewhere(officer: Officers, waiting: list[UUID], query: str) -> None:
    done = officer().submit(f"{LIST}/{waiting[0]}/setujui{query}", {"version": "1"})
    assert done.headers["Location"] == LIST


def test_second_press_approves_nobody_and_is_told_so(
    officer: Officers, tenant: Tenant, as_tenant: Work, waiting: list[UUID]
) -> None:
    visitor = officer()
    visitor.submit(f"{LIST}/{waiting[0]}/setujui", {"version": "1"})
    again = visitor.submit(f"{LIST}/{waiting[0]}/setujui", {"version": "1"})
    assert again.status_code == 409
    for said in ("Pendaftaran ini sudah berubah", "tidak mengubah apa pun", "Disetujui", "Ni Ketut Petugas"):
        assert said in again.text
    with as_tenant(tenant):
        states = [look(tenant.id, case).state for case in waiting]
        assert len(notifications.list_held(tenant.id)) == 1
    assert states == [EnrolmentState.APPROVED, EnrolmentState.SUBMITTED, EnrolmentState.SUBMITTED]


def test_question_is_kept_until_complete(
    officer: Officers, tenant: Tenant, as_tenant: Work, waiting: list[UUID]
) -> None:
    visitor = officer()
    path = f"{LIST}/{waiting[0]}/tanya"
    assert visitor.get(path).status_code == 200
    response = visitor.submit(path, {"version": "1", "question": "Di banjar mana?"})
    assert response.status_code == 400
    assert "Di banjar mana?" in response.text
    done = visitor.submit(path, {"version": "1", "field": "address", "question": "Di banjar mana?"})
    assert done.status_code == 303
    with as_tenant(tenant):
        assert look(tenant.id, waiting[0]).state is EnrolmentState.RETURNED
        (message,) = notifications.list_held(tenant.id)
        assert "Tempat tinggal: Di banjar mana?" in message.body
    text = visitor.get(f"{LIST}/{waiting[0]}").text
    assert "Di banjar mana?" in text
    assert "Menunggu jawaban sponsor" in text


def test_rejection_names_what_follows_and_why(
    officer: Officers, tenant: Tenant, as_tenant: Work, waiting: list[UUID]
) -> None:
    visitor = officer()
    path = f"{LIST}/{waiting[0]}/tolak"
    assert "tidak dapat diurungkan" in visitor.get(path).text
    assert visitor.submit(path, {"version": "1", "ground": "age"}).status_code == 400
    done = visitor.submit(path, {"version": "1", "ground": "age", "explanation": "Usianya 67 tahun."})
    assert done.status_code == 303
    text = visitor.get(f"{LIST}/{waiting[0]}").text
    assert "Usianya 67 tahun." in text
    assert "belum bersitasi" in text
    assert "Setujui" not in text


def test_slower_officer_gets_a_clear_page(officer: Officers, waiting: list[UUID]) -> None:
    first, second = officer(), officer()
    first.submit(f"{LIST}/{waiting[0]}/setujui", {"version": "1"})
    for path, fields in (
        ("setujui", {}),
        ("tanya", {"field": "sex", "question": "Benar?"}),
        ("tolak", {"ground": "other", "explanation": "Tidak."}),
    ):
        response = second.submit(f"{LIST}/{waiting[0]}/{path}", {"version": "1", **fields})
        assert response.status_code == 409
        assert "Pendaftaran ini sudah berubah" in response.text
        assert f"{LIST}/{waiting[0]}" in response.text


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_tampered_version_is_refused(officer: Officers, waiting: list[UUID], version: str) -> None:
    assert officer().submit(f"{LIST}/{waiting[0]}/setujui", {"version": version}).status_code == 400


def test_who_only_looks_gets_no_buttons(officer: Officers, waiting: list[UUID]) -> None:
    visitor = officer(Role.AUDITOR)
    text = visitor.get(f"{LIST}/{waiting[0]}").text
    assert "/setujui" not in text
    assert "Lihat NIK lengkap" not in text
    for path in ("setujui", "tanya", "tolak", "nik", "bukti"):
        assert visitor.submit(f"{LIST}/{waiting[0]}/{path}", {"version": "1"}).status_code == 403


def test_case_out_of_reach_is_not_there(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        case = make_waiting(tenant.id, village_code=FAR, district_code=FAR[:8]).id
    visitor = officer(Role.VERIFIER, "51.04.01.2001")
    assert visitor.get(f"{LIST}/{case}").status_code == 404
    assert visitor.get(f"{LIST}/{case}/tanya").status_code == 404
    fields = {"version": "1", "ground": "other", "explanation": "Tidak.", "reason": "memeriksa"}
    for path in ("setujui", "tolak", "nik", "bukti"):
        assert visitor.submit(f"{LIST}/{case}/{path}", fields).status_code == 404


def test_neighbours_case_is_not_there(
    officer: Officers, tenant: Tenant, quiet_tenant: Tenant, as_tenant: Work
) -> None:
    with as_tenant(quiet_tenant):
        case = make_waiting(quiet_tenant.id).id
    visitor = officer(Role.ADMIN)
    assert visitor.get(f"{LIST}/{case}").status_code == 404
    assert visitor.submit(f"{LIST}/{case}/setujui", {"version": "1"}).status_code == 404


def test_number_is_shown_once_for_a_reason(officer: Officers, waiting: list[UUID]) -> None:
    visitor = officer()
    path = f"{LIST}/{waiting[0]}"
    refused = visitor.submit(f"{path}/nik", {"reason": "ya"})
    assert refused.status_code == 400
    assert "paling sedikit 5 huruf" in refused.text
    assert nik_number(0) not in refused.text
    shown = visitor.submit(f"{path}/nik", {"reason": "mencocokkan dengan KTP"})
    assert nik_number(0) in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    again = visitor.get(path).text
    assert nik_number(0) not in again
    assert "mencocokkan dengan KTP" in again


def test_proof_is_handed_out_harmless(officer: Officers, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        proof = store_file(tenant.id, purpose="consent", content=PNG, account_id=None)
        case = make_waiting(tenant.id, consent={"way": "paper", "state": "given", "proof_file_id": proof}).id
    visitor = officer()
    assert "Unduh bukti persetujuan" in visitor.get(f"{LIST}/{case}").text
    response = visitor.submit(f"{LIST}/{case}/bukti")
    assert response.data == PNG
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_store_that_is_away_asks_for_patience(
    officer: Officers, tenant: Tenant, as_tenant: Work, app: SertakanApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_tenant(tenant):
        proof = store_file(tenant.id, purpose="consent", content=PNG, account_id=None)
        case = make_waiting(tenant.id, consent={"way": "paper", "state": "given", "proof_file_id": proof}).id
    with socket.create_server(("127.0.0.1", 0)) as closing:
        place = f"127.0.0.1:{closing.getsockname()[1]}"
    away = S3Store(parse_address(f"s3://kunci:rahasia@{place}/berkas?secure=0"))
    monkeypatch.setitem(app.extensions, "sertakan_files", away)
    visitor = officer()
    visitor.may_fail = True
    response = visitor.submit(f"{LIST}/{case}/bukti")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "60")
    assert "Tempat berkas sedang tidak dapat dijangkau" in response.text


def test_case_without_proof_has_none_to_hand_out(officer: Officers, waiting: list[UUID]) -> None:
    assert officer().submit(f"{LIST}/{waiting[0]}/bukti").status_code == 404
