from tests.factories.sponsoring import make_sponsor_account
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.configuring.conftest import Holding, Sign, seen_on

from sertakan.notifications import service as notifications
from sertakan.tenancy.model import Tenant

LIST = "/kelola/pengaturan/pesan"
PATH = f"{LIST}/verification_code/id"
OWN = {"subject": "Kode {kode}", "body": "Kode Anda {kode}, dari {layanan}."}


def save(visitor: Visitor, path: str = PATH, **changed: str) -> object:
    return visitor.submit(path, {"seen": seen_on(visitor.get(path).text), **OWN, **changed})


def sign_up(visitor: Visitor) -> None:
    typed = {"category": "public", "full_name": "Ni Luh Contoh", "contact": "luh@contoh.test"}
    secret = {"nik": "5104014101900000", "password": "kata sandi panjang rekaan"}
    assert visitor.submit("/daftar", {**typed, **secret}).status_code == 303


def test_message_that_is_sent_uses_the_regencys_own_words(
    admin: Visitor, visit_as: VisitAs, tenant: Tenant, as_tenant: Work, held: Holding
) -> None:
    save(admin)
    held()
    sign_up(visit_as(tenant))
    with as_tenant(tenant):
        (sent,) = notifications.list_held(tenant.id)
    code = sent.subject.removeprefix("Kode ")
    assert sent.body == f"Kode Anda {code}, dari Sertakan Kabupaten Gianyar.\n\nSertakan Kabupaten Gianyar"


def test_own_words_stay_with_their_regency(
    admin: Visitor, visit_as: VisitAs, quiet_tenant: Tenant, as_tenant: Work, held: Holding
) -> None:
    save(admin)
    held()
    sign_up(visit_as(quiet_tenant))
    with as_tenant(quiet_tenant):
        (sent,) = notifications.list_held(quiet_tenant.id)
    assert "kode pendaftaran Anda" in sent.body


def test_unknown_placeholder_is_named_and_typing_is_kept(admin: Visitor, held: Holding) -> None:
    answered = save(admin, body="Kode {kode}, {sandi}")
    assert answered.status_code == 400
    assert "{sandi} tidak dikenal dalam pesan ini." in answered.text
    assert "Kode {kode}, {sandi}</textarea>" in answered.text
    assert held().messages.templates == ()


def test_text_without_its_code_is_refused(admin: Visitor, held: Holding) -> None:
    answered = save(admin, body="Kode Anda menyusul")
    assert "{kode} wajib ada dalam pesan ini." in answered.text
    assert held().messages.templates == ()


def test_preview_shows_letter_and_sms_with_samples_and_publishes_nothing(
    admin: Visitor, held: Holding
) -> None:
    answered = save(admin, preview="1")
    assert "Kode Anda 482913, dari Sertakan Kabupaten Contoh." in answered.text
    assert "49 huruf, dihitung 1 SMS." in answered.text
    assert held().messages.templates == ()


def test_standard_text_returns_by_one_press(admin: Visitor, held: Holding) -> None:
    save(admin)
    page = admin.get(PATH).text
    admin.submit(f"{PATH}/baku", {"seen": seen_on(page)})
    assert held().messages.templates == ()
    assert "{kode} adalah kode pendaftaran Anda di {layanan}." in admin.get(PATH).text


def test_text_that_equals_the_standard_is_none_of_their_own(admin: Visitor, held: Holding) -> None:
    page = admin.get(f"{LIST}/worker_told/ban").text
    body = page.partition('name="body"')[2].partition(">\n")[2].partition("</textarea>")[0]
    save(admin, f"{LIST}/worker_told/ban", subject="", body=body)
    assert held().messages.templates == ()


def test_two_admins_who_write_the_same_message_see_both_texts(sign: Sign, held: Holding) -> None:
    first, second = sign(name="Ni Satu"), sign(name="I Dua")
    stale = seen_on(second.get(PATH).text)
    save(first, body="Pertama {kode}")
    told = second.submit(PATH, {**OWN, "body": "Kedua {kode}", "seen": stale})
    assert told.status_code == 409
    assert "Pertama {kode}</td>" in told.text
    assert "Kedua {kode}</textarea>" in told.text
    second.submit(PATH, {**OWN, "body": "Kedua {kode}", "seen": seen_on(told.text)})
    assert [own.body for own in held().messages.templates] == ["Kedua {kode}"]


def test_sender_and_signature_are_saved_without_touching_texts(admin: Visitor, held: Holding) -> None:
    save(admin)
    typed = {"seen": seen_on(admin.get(LIST).text), "sender_name": "Disnaker", "signature": "Salam\nDisnaker"}
    admin.submit(LIST, typed)
    messages = held().messages
    assert (messages.sender_name, messages.signature, len(messages.templates)) == (
        "Disnaker",
        "Salam\nDisnaker",
        1,
    )


def test_unknown_message_or_language_has_no_page(admin: Visitor) -> None:
    assert admin.get(f"{LIST}/entah/id").status_code == 404
    assert admin.get(f"{LIST}/verification_code/en").status_code == 404


def test_sponsor_has_no_business_here(visit_as: VisitAs, tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        payer = make_sponsor_account(tenant.id)
    assert visit_as(tenant).sign_in(tenant, payer.account_id).get(LIST).status_code == 403
