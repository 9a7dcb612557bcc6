from tests.fixtures.application import VisitAs
from tests.fixtures.client import Visitor
from tests.web.configuring.conftest import Holding, Sign, seen_on

from sertakan.identity.model import Role

PATH = "/kelola/pengaturan/kontak"


def fields(visitor: Visitor, **changed: str) -> dict[str, str]:
    page = visitor.get(PATH).text
    return {"seen": seen_on(page), "office": "Disnaker Uji", "phone": "(0361) 000000", **changed}


def test_contacts_hold_at_once_for_everybody(admin: Visitor, visit_as: VisitAs, held: Holding) -> None:
    saved = admin.submit(PATH, fields(admin))
    assert (saved.status_code, saved.location) == (303, PATH)
    assert held().contacts.office == "Disnaker Uji"
    assert "Disnaker Uji" in visit_as("gianyar").get("/").text


def test_next_page_shows_what_was_saved_and_its_revision(admin: Visitor) -> None:
    admin.submit(PATH, fields(admin))
    page = admin.get(PATH).text
    assert 'value="Disnaker Uji"' in page
    assert seen_on(page) == "2"


def test_fault_of_the_document_stands_at_its_field_and_typing_is_kept(admin: Visitor, held: Holding) -> None:
    answered = admin.submit(PATH, fields(admin, phone="telepon saja"))
    assert answered.status_code == 400
    assert 'href="#phone"' in answered.text
    assert 'value="telepon saja"' in answered.text
    assert "(0361) 000000." in answered.text
    assert held().contacts.office != "Disnaker Uji"


def test_two_admins_who_change_different_fields_both_win(sign: Sign, held: Holding) -> None:
    first, second = sign(name="Ni Satu"), sign(name="I Dua")
    page = fields(second)
    first.submit(PATH, fields(first, hours="08.00"))

    told = second.submit(PATH, {**page, "email": "sertakan@gianyar.demo", "dpo_email": "pdp@gianyar.demo"})
    assert told.status_code == 409
    assert 'value="08.00"' in told.text
    again = {**page, "email": "sertakan@gianyar.demo", "dpo_email": "pdp@gianyar.demo", "hours": "08.00"}
    second.submit(PATH, {**again, "seen": seen_on(told.text)})
    assert held().contacts.hours == "08.00"


def test_two_admins_who_change_the_same_field_see_both(sign: Sign, held: Holding) -> None:
    first, second = sign(name="Ni Satu"), sign(name="I Dua")
    mine, theirs = fields(second, office="Kantor Kedua"), fields(first, office="Kantor Pertama")
    first.submit(PATH, theirs)

    told = second.submit(PATH, mine)

    assert told.status_code == 409
    assert 'value="Kantor Kedua"' in told.text
    assert "Kantor Pertama</td>" in told.text
    assert held().contacts.office == "Kantor Pertama"
    second.submit(PATH, {**mine, "seen": seen_on(told.text)})
    assert held().contacts.office == "Kantor Kedua"


def test_form_without_its_revision_is_refused(admin: Visitor) -> None:
    assert admin.submit(PATH, {"office": "X"}).status_code == 400


def test_others_of_the_staff_are_kept_out(sign: Sign) -> None:
    for role in (Role.VERIFIER, Role.TREASURER, Role.APPROVER, Role.LEGAL):
        assert sign(role).get(PATH).status_code == 403
        assert sign(role).submit(PATH, {"seen": "1"}).status_code == 403


def test_task_list_says_what_is_missing(admin: Visitor) -> None:
    page = admin.get("/kelola/pengaturan").text
    assert "isian masih kosong." in page
    for path in ("rupa", "kontak", "privasi", "sebutan", "pesan", "kalender", "riwayat"):
        assert f'href="/kelola/pengaturan/{path}"' in page
