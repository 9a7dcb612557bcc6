from datetime import date

import pytest
from tests.fixtures.application import VisitAs, Work
from tests.fixtures.client import Visitor
from tests.web.configuring.conftest import Holding, seen_on

from sertakan.tenancy.model import Tenant

CALENDAR, HISTORY = "/kelola/pengaturan/kalender", "/kelola/pengaturan/riwayat"
CONTACTS = "/kelola/pengaturan/kontak"


def day(visitor: Visitor, when: date, name: str, kind: str = "local") -> dict[str, str]:
    parts = {"day_day": str(when.day), "day_month": str(when.month), "day_year": str(when.year)}
    return {"seen": seen_on(visitor.get(CALENDAR).text), "kind": kind, "name": name, **parts}


def change_contacts(visitor: Visitor, **typed: str) -> None:
    page = visitor.get(CONTACTS).text
    assert visitor.submit(CONTACTS, {"seen": seen_on(page), **typed}).status_code == 303


class TestCalendar:
    def test_day_is_added_in_order_and_shown_in_the_month(self, admin: Visitor, held: Holding) -> None:
        admin.submit(CALENDAR, day(admin, date(2027, 4, 1), "Odalan"))
        admin.submit(CALENDAR, day(admin, date(2027, 1, 5), "Pujawali"))
        assert [each.name for each in held().calendar.local_days] == ["Pujawali", "Odalan"]
        page = admin.get(f"{CALENDAR}?bulan=2027-04").text
        assert "Pengingat dikirim 31 Maret 2027" in page
        assert 'class="s-month__local"' in page

    def test_suggestions_are_taken_over_with_one_press(self, admin: Visitor, held: Holding) -> None:
        page = admin.get(CALENDAR).text
        assert "13 Januari 2027: Hari Raya Galungan" in page
        admin.submit(f"{CALENDAR}/usulan", {"seen": seen_on(page)})
        assert date(2027, 1, 23) in {each.day for each in held().calendar.local_days}
        assert "Hari Raya Galungan <span" not in admin.get(CALENDAR).text

    def test_regency_in_java_is_offered_no_galungan(
        self, visit_as: VisitAs, quiet_tenant: Tenant, as_tenant: Work
    ) -> None:
        from tests.factories.identity import make_staff

        with as_tenant(quiet_tenant):
            account = make_staff(quiet_tenant.id)
        page = visit_as(quiet_tenant).sign_in(quiet_tenant, account).get(CALENDAR).text
        assert "Usulan untuk daerah di Bali" not in page

    def test_day_is_taken_out_again(self, admin: Visitor, held: Holding) -> None:
        named = {"kind": "quiet", "day": "2027-03-08", "name": "Hari Suci Nyepi"}
        admin.submit(f"{CALENDAR}/hapus", {"seen": seen_on(admin.get(CALENDAR).text), **named})
        assert held().calendar.quiet_days == ()
        assert "8 Maret 2027: Hari Suci Nyepi" in admin.get(CALENDAR).text

    @pytest.mark.parametrize("when", [{"day_day": "31", "day_month": "2"}, {"day_year": ""}])
    def test_impossible_day_is_told_and_typing_is_kept(self, admin: Visitor, when: dict[str, str]) -> None:
        answered = admin.submit(CALENDAR, {**day(admin, date(2027, 4, 1), "Odalan"), **when})
        assert answered.status_code == 400
        assert 'value="Odalan"' in answered.text

    @pytest.mark.parametrize("asked", ["2027-13", "9999-12", "0001-01", "x", ""])
    def test_odd_month_is_answered_with_one_that_makes_sense(self, admin: Visitor, asked: str) -> None:
        assert "Maret 2027" in admin.get(f"{CALENDAR}?bulan={asked}").text or asked == "9999-12"
        assert admin.get(f"{CALENDAR}?bulan={asked}").status_code == 200


class TestHistory:
    def test_changes_are_told_old_beside_new_with_who(self, admin: Visitor) -> None:
        change_contacts(admin, office="Kantor Baru")
        page = admin.get(HISTORY).text
        assert "Ni Ketut Admin" in page
        assert "Dinas Tenaga Kerja Kabupaten Gianyar (contoh)</td>" in page
        assert "Kantor Baru</td>" in page
        assert "Ruang ini dibuat dengan isi ini." in page

    def test_undo_names_what_returns_and_then_returns_it(self, admin: Visitor, held: Holding) -> None:
        before = held().contacts
        change_contacts(admin, office="Kantor Baru")
        sure = admin.get(f"{HISTORY}/2").text
        assert "Kembalikan perubahan revisi 2?" in sure
        admin.submit(f"{HISTORY}/2", {"seen": seen_on(sure)})
        assert held().contacts == before

    def test_what_came_later_stays(self, admin: Visitor, held: Holding) -> None:
        change_contacts(admin, office="Kantor Baru")
        admin.submit(CALENDAR, day(admin, date(2027, 4, 1), "Odalan"))
        admin.submit(f"{HISTORY}/2", {"seen": "3"})
        assert held().contacts.office != "Kantor Baru"
        assert len(held().calendar.local_days) == 1

    def test_field_changed_again_since_is_not_taken_back(self, admin: Visitor, held: Holding) -> None:
        change_contacts(admin, office="Kantor Baru")
        change_contacts(admin, office="Kantor Lebih Baru")
        for answered in (admin.get(f"{HISTORY}/2"), admin.submit(f"{HISTORY}/2", {"seen": "3"})):
            assert answered.status_code == 409
            assert "sudah diubah lagi sesudah revisi itu" in answered.text
        assert held().contacts.office == "Kantor Lebih Baru"

    def test_second_press_finds_nothing_more_to_undo(self, admin: Visitor) -> None:
        change_contacts(admin, office="Kantor Baru")
        admin.submit(f"{HISTORY}/2", {"seen": "2"})
        again = admin.submit(f"{HISTORY}/2", {"seen": "3"})
        assert (again.status_code, "Tidak ada lagi" in again.text) == (400, True)

    @pytest.mark.parametrize("number", [1, 99])
    def test_founding_and_unknown_revisions_have_no_way_back(self, admin: Visitor, number: int) -> None:
        assert admin.get(f"{HISTORY}/{number}").status_code == 404
        assert admin.submit(f"{HISTORY}/{number}", {"seen": "1"}).status_code == 404
