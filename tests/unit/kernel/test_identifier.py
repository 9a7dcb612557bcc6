import contextlib
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.kernel.identifier import (
    REFERENCE,
    Nik,
    Nip,
    Sex,
    new_id,
    new_reference,
    parse_email,
    parse_mobile,
    parse_nik,
    parse_nip,
    parse_reference,
)
from sertakan.kernel.refusal import Refusal

TODAY = date(2026, 11, 22)


class TestParseNik:
    @pytest.mark.parametrize(
        "text",
        [
            "5104011505850000",
            " 5104011505850000 ",
            "5104 0115 0585 0000",
            "5104.0115.0585.0000",
            "5104-0115-0585-0000",
            "51.04.01/150585/0000",
            "\t5104011505850000\n",
        ],
    )
    def test_spelling_does_not_matter(self, text: str) -> None:
        assert parse_nik(text) == Nik("5104011505850000")

    @pytest.mark.parametrize(
        ("text", "code", "params"),
        [
            ("",                      "nik.missing", {}),
            (" - . ",                 "nik.missing", {}),
            ("510401150585000O",      "nik.letters", {"length": 16}),
            ("5104011505850000x",     "nik.letters", {"length": 16}),
            ("👷",                    "nik.letters", {"length": 16}),
            ("5104011505850000\x00",  "nik.letters", {"length": 16}),
            ("５１０４０１１５０５８５００００", "nik.letters", {"length": 16}),
            ("²104011505850000",      "nik.letters", {"length": 16}),
            ("510401150585000",       "nik.length",  {"length": 16, "digits": 15}),
            ("51040115058500000",     "nik.length",  {"length": 16, "digits": 17}),
            ("1" * 1000,              "nik.length",  {"length": 16, "digits": 1000}),
            ("0004011505850000",      "nik.region",  {}),
            ("1004011505850000",      "nik.region",  {}),
            ("5100011505850000",      "nik.region",  {}),
            ("5104001505850000",      "nik.region",  {}),
            ("5104010005850000",      "nik.date",    {}),
            ("5104013205850000",      "nik.date",    {}),
            ("5104014005850000",      "nik.date",    {}),
            ("5104017205850000",      "nik.date",    {}),
            ("5104011500850000",      "nik.date",    {}),
            ("5104011513850000",      "nik.date",    {}),
            ("5104013002850000",      "nik.date",    {}),
            ("5104017002850000",      "nik.date",    {}),
            ("5104013104850000",      "nik.date",    {}),
            ("5104017109850000",      "nik.date",    {}),
        ],
    )  # fmt: skip
    def test_faulty_number_is_refused(self, text: str, code: str, params: dict[str, int]) -> None:
        with pytest.raises(Refusal) as refusal:
            parse_nik(text)
        assert (refusal.value.code, refusal.value.field, refusal.value.params) == (code, "nik", params)

    @pytest.mark.parametrize(
        ("number", "sex", "born"),
        [
            ("5104011505850000", Sex.MALE,   date(1985, 5, 15)),
            ("5104015505850000", Sex.FEMALE, date(1985, 5, 15)),
            ("5104014101000000", Sex.FEMALE, date(2000, 1, 1)),
            ("5104017112990000", Sex.FEMALE, date(1999, 12, 31)),
            ("5104013112140000", Sex.MALE,   date(2014, 12, 31)),
            ("5104010101150000", Sex.MALE,   date(1915, 1, 1)),
            ("5104012902840000", Sex.MALE,   date(1984, 2, 29)),
            ("5104016902000000", Sex.FEMALE, date(2000, 2, 29)),
            ("5104012902850000", Sex.MALE,   None),
        ],
    )  # fmt: skip
    def test_number_tells_sex_and_birth(self, number: str, sex: Sex, born: date | None) -> None:
        nik = parse_nik(number)
        assert (nik.sex, nik.birth_date(TODAY)) == (sex, born)

    def test_century_follows_the_day_of_asking(self) -> None:
        nik = Nik("5104010101150000")
        assert nik.birth_date(date(2027, 1, 1)) == date(2015, 1, 1)
        assert nik.birth_date(date(2026, 12, 31)) == date(1915, 1, 1)

    @pytest.mark.parametrize(
        ("number", "is_synthetic"), [("5104011505850000", True), ("5104011505850001", False)]
    )
    def test_serial_zero_belongs_to_nobody(self, number: str, is_synthetic: bool) -> None:
        assert Nik(number).is_synthetic is is_synthetic

    def test_mask_hides_who_it_is(self) -> None:
        assert Nik("5104011505850000").masked == "5104••••••••0000"

    @given(st.text(max_size=40))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        with contextlib.suppress(Refusal):
            assert re.fullmatch(r"[0-9]{16}", parse_nik(text).value)


class TestParseNip:
    @pytest.mark.parametrize(
        ("text", "is_pppk", "is_synthetic"),
        [
            ("198505152010011000",     False, True),
            ("19850515 201001 1 000",  False, True),
            ("198505152010122001",     False, False),
            ("198505152024211000",     True,  True),
            ("199002282023322005",     True,  False),
        ],
    )  # fmt: skip
    def test_well_formed_number_is_read(self, text: str, is_pppk: bool, is_synthetic: bool) -> None:
        nip = parse_nip(text)
        assert (nip.value, nip.is_pppk, nip.is_synthetic) == (text.replace(" ", ""), is_pppk, is_synthetic)

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("",                    "nip.missing"),
            ("19850515201001100A",  "nip.letters"),
            ("19850515201001100",   "nip.length"),
            ("198502302010011000",  "nip.date"),
            ("198513152010011000",  "nip.date"),
            ("000001012010011000",  "nip.date"),
            ("198505152010001000",  "nip.appointment"),
            ("198505152010131000",  "nip.appointment"),
            ("198505152010201000",  "nip.appointment"),
            ("198505152010010000",  "nip.sex"),
            ("198505152010013000",  "nip.sex"),
        ],
    )  # fmt: skip
    def test_faulty_number_is_refused(self, text: str, code: str) -> None:
        with pytest.raises(Refusal) as refusal:
            parse_nip(text)
        assert (refusal.value.code, refusal.value.field) == (code, "nip")

    def test_mask_hides_birth_and_serial(self) -> None:
        assert Nip("198505152010011000").masked == "••••••••201001••••"


class TestParseMobile:
    @pytest.mark.parametrize(
        "text",
        [
            "081234567890",
            "+6281234567890",
            "6281234567890",
            "0812-3456-7890",
            "(0812) 3456 7890",
            "+62 812 3456 7890",
            "006281234567890",
            "+62 0812 3456 7890",
            "81234567890",
            "0812.3456.7890",
        ],
    )
    def test_every_spelling_is_one_number(self, text: str) -> None:
        assert parse_mobile(text) == "+6281234567890"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("",                 "mobile.missing"),
            (" - ",              "mobile.missing"),
            ("0812abc4567",      "mobile.letters"),
            ("０８１２３４５６７８９０", "mobile.letters"),
            ("0812345678📱",     "mobile.letters"),
            ("08123456\x00789",  "mobile.letters"),
            ("+",                "mobile.letters"),
            ("0361943456",       "mobile.prefix"),
            ("+6591234567",      "mobile.prefix"),
            ("08123456",         "mobile.length"),
            ("08123456789012",   "mobile.length"),
        ],
    )  # fmt: skip
    def test_faulty_number_is_refused(self, text: str, code: str) -> None:
        with pytest.raises(Refusal) as refusal:
            parse_mobile(text)
        assert (refusal.value.code, refusal.value.field) == (code, "mobile")

    @pytest.mark.parametrize("digits", [9, 10, 11, 12])
    def test_lengths_in_use_are_read(self, digits: int) -> None:
        assert parse_mobile("0" + "8" * digits) == "+62" + "8" * digits


class TestParseEmail:
    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("sponsor@contoh.test",        "sponsor@contoh.test"),
            (" Sponsor@Contoh.TEST ",      "sponsor@contoh.test"),
            ("a.b+c_d@dinas.gianyar.test", "a.b+c_d@dinas.gianyar.test"),
        ],
    )  # fmt: skip
    def test_address_is_read(self, text: str, address: str) -> None:
        assert parse_email(text) == address

    @pytest.mark.parametrize(
        "text",
        ["a", "a@b", "@contoh.test", "a@@contoh.test", "a b@contoh.test", "a@contoh..test", "a@-x.test",
         "a..b@contoh.test", "<a@contoh.test>", "a@contoh.test,b@contoh.test", "a@contoh.test\nBcc: b@contoh.test",
         "x" * 65 + "@contoh.test", "a@" + "x" * 250 + ".test", "a\x00@contoh.test", "a@contoh.test."],
    )  # fmt: skip
    def test_faulty_address_is_refused(self, text: str) -> None:
        with pytest.raises(Refusal, match=r"email\.shape"):
            parse_email(text)

    @pytest.mark.parametrize("text", ["", "  "])
    def test_nothing_is_refused(self, text: str) -> None:
        with pytest.raises(Refusal, match=r"email\.missing"):
            parse_email(text)


class TestReference:
    def test_new_one_can_be_read_out(self) -> None:
        assert all(REFERENCE.fullmatch(new_reference("GIA")) for _ in range(200))

    def test_two_are_not_alike(self) -> None:
        assert len({new_reference("GIA") for _ in range(100)}) == 100

    @pytest.mark.parametrize(
        "text", ["GIA-7K4M-29", "gia-7k4m-29", "gia7k4m29", " GIA 7K4M 29 ", "GIA.7K4M.29", "GIA/7K4M_29"]
    )
    def test_spelling_does_not_matter(self, text: str) -> None:
        assert parse_reference(text) == "GIA-7K4M-29"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "GIA",
            "7K4M29",
            "GIA-0K4M-29",
            "GIA-7KIM-29",
            "G-7K4M-29",
            "ABCDE-7K4M-29",
            "GIA-7K4M-2é",
        ],
    )
    def test_anything_else_is_none(self, text: str) -> None:
        assert parse_reference(text) is None


def test_new_ids_sort_by_time() -> None:
    made = [new_id() for _ in range(50)]
    assert made == sorted(made)
    assert {each.version for each in made} == {7}
