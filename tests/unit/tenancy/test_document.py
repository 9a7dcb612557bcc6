from datetime import date

import pytest
from pydantic import ValidationError

from sertakan.tenancy.document import (
    LAW_PARAMETERS,
    Branding,
    Clause,
    Identity,
    Languages,
    OwnWords,
    Programme,
    RegencyDocument,
    Regulation,
    contrast_ratio,
    house_part,
    law_part,
    words_for,
)
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document


def draft(code: str = "51.04", **parts: object) -> RegencyDocument:
    return default_document(load_regencies()[code]).with_parts(**parts)


class TestWords:
    @pytest.mark.parametrize(
        ("kind",      "province", "head",      "regulation", "village",          "village_head",         "hamlet"),
        [
            ("kabupaten", "51",   "Bupati",    "Perbup",     "desa/kelurahan",   "perbekel/lurah",       "banjar"),
            ("kabupaten", "33",   "Bupati",    "Perbup",     "desa/kelurahan",   "kepala desa/lurah",    "dusun"),
            ("kota",      "51",   "Wali Kota", "Perwali",    "kelurahan",        "lurah",                "banjar"),
            ("kota",      "33",   "Wali Kota", "Perwali",    "kelurahan",        "lurah",                "RW"),
        ],
    )  # fmt: skip
    def test_words_follow_kind_and_province(
        self, kind, province, head, regulation, village, village_head, hamlet
    ):
        words = words_for(kind, province)

        assert (words.region_head, words.regulation_short) == (head, regulation)
        assert (words.village, words.village_head, words.hamlet) == (village, village_head, hamlet)

    def test_own_words_replace_only_what_they_name(self):
        words = draft(own_words=OwnWords(hamlet="lingkungan")).words

        assert words.hamlet == "lingkungan"
        assert words.desa_head == "perbekel"

    def test_denpasar_has_desa_and_kelurahan(self):
        assert draft("51.71").words.village_head == "perbekel/lurah"

    def test_cities_of_jakarta_keep_their_title(self):
        assert draft("31.71").full_name == "Kota Administrasi Jakarta Pusat"


class TestReference:
    def test_a_kabupaten_cites_its_perbup(self):
        document = draft(regulation=Regulation(number="33", year=2024))

        assert document.short_reference == "Perbup 33/2024"
        assert document.long_reference == "Peraturan Bupati Gianyar Nomor 33 Tahun 2024"
        assert document.instrument == "perbup"

    def test_a_kota_cites_its_perwali(self):
        document = draft("33.74", regulation=Regulation(number="26", year=2025))

        assert document.long_reference == "Peraturan Wali Kota Semarang Nomor 26 Tahun 2025"
        assert document.instrument == "perwali"

    def test_a_draft_without_number_cites_nothing(self):
        assert draft().short_reference is None
        assert draft().long_reference is None


class TestClauses:
    def test_clause_is_found_by_date(self):
        old = Clause(parameter="programme.minimum_workers", pasal="4", valid_to=date(2025, 12, 31))
        new = Clause(parameter="programme.minimum_workers", pasal="5", valid_from=date(2026, 1, 1))
        document = draft(clauses=(old, new))

        assert document.clause_for("programme.minimum_workers", date(2025, 12, 31)) == old
        assert document.clause_for("programme.minimum_workers", date(2026, 1, 1)) == new
        assert document.clause_for("programme.minimum_workers") == old

    def test_cited_marked_and_forgotten_parameters_differ(self):
        cited = Clause(parameter="programme.minimum_workers", pasal="4", ayat="2")
        marked = Clause(parameter="programme.obligation", uncited=True)
        document = draft(clauses=(cited, marked))

        assert document.is_cited("programme.minimum_workers")
        assert not document.is_cited("programme.obligation")
        assert document.clause_for("programme.maximum_age") is None
        assert not document.is_cited("programme.maximum_age")

    def test_a_draft_marks_every_programme_parameter_uncited(self):
        marked = {clause.parameter for clause in draft().clauses if clause.uncited}

        assert marked == {parameter for parameter in LAW_PARAMETERS if parameter.startswith("programme.")}


class TestRefusedValues:
    @pytest.mark.parametrize(
        ("model",     "fields",                                                       "code"),
        [
            (Regulation, {"number": "33"},                                            "regulation.year_missing"),
            (Regulation, {"year": 2024},                                              "regulation.number_missing"),
            (Regulation, {"effective_from": date(2026, 1, 2), "ends_on": date(2026, 1, 1)}, "date.before"),
            (Regulation, {"effective_from": date(2026, 1, 2), "applied_from": date(2026, 1, 1)}, "date.before"),
            (Clause,     {"parameter": "programme.minimum_workers"},                  "clause.pasal_missing"),
            (Clause,     {"parameter": "programme.colour", "uncited": True},          "clause.unknown_parameter"),
            (Clause,     {"parameter": "programme.obligation", "pasal": "3", "uncited": True}, "clause.cited_and_uncited"),
            (Clause,     {"parameter": "programme.obligation", "quote": "Setiap ASN", "uncited": True}, "clause.cited_and_uncited"),
            (Programme,  {"minimum_age": 17, "maximum_age": 17},                      "programme.ages_crossed"),
            (Programme,  {"registration_start": date(2026, 2, 1), "registration_end": date(2026, 1, 1)}, "date.before"),
            (Programme,  {"months_offered": (1, 3, 1)},                               "document.problems"),
            (Programme,  {"months_offered": ()},                                      "document.too_few"),
            (Programme,  {"months_offered": (True,)},                                 "document.wrong_type"),
            (Programme,  {"months_offered": (1, 3.0)},                                "document.wrong_type"),
            (Programme,  {"months_offered": ((1,),)},                                 "document.wrong_type"),
            (Programme,  {"relations_allowed": (["family"],)},                        "literal_error"),
            (Programme,  {"minimum_workers": 0},                                      "greater_than_equal"),
            (Programme,  {"minimum_workers": True},                                   "int_type"),
            (Languages,  {"offered": ("id",), "default": "ban"},                      "languages.default_not_offered"),
            (Branding,   {"display_name": "Gianyar", "link": "#ff8800"},              "colour.contrast"),
            (Branding,   {"display_name": "Gianyar", "logo": "../x.svg"},             "string_pattern_mismatch"),
            (Branding,   {"display_name": "Gi\x00anyar"},                             "text.control_character"),
            (Branding,   {"display_name": "Gi\u202eanyar"},                           "text.control_character"),
            (Branding,   {"display_name": " Gianyar"},                                "text.outer_space"),
            (Branding,   {"display_name": "Gianyar", "colour": "red"},                "extra_forbidden"),
        ],
    )  # fmt: skip
    def test_value_is_refused_with_its_code(self, model, fields, code):
        with pytest.raises(ValidationError) as refusal:
            model(**fields)

        assert [error["type"] for error in refusal.value.errors()] == [code]

    @pytest.mark.parametrize(
        ("changes",                                              "code"),
        [
            ({"slug": "pusat"},                                  "identity.slug_reserved"),
            ({"slug": "Gianyar"},                                "string_pattern_mismatch"),
            ({"slug": "gianyar\n"},                              "string_pattern_mismatch"),
            ({"kind": "kota"},                                   "identity.kind_differs_from_code"),
            ({"demo": True, "initial_state": "draft"},           "identity.demo_needs_trial"),
            ({"timezone": "Asia/Tokyo"},                         "literal_error"),
            ({"reference_prefix": "GI"},                         "string_pattern_mismatch"),
        ],
    )  # fmt: skip
    def test_identity_is_refused_with_its_code(self, changes, code):
        with pytest.raises(ValidationError) as refusal:
            Identity.model_validate({**dict(draft().identity), **changes})

        assert [error["type"] for error in refusal.value.errors()] == [code]

    def test_two_clauses_may_not_decide_the_same_day(self):
        first = Clause(parameter="programme.obligation", pasal="3")
        second = Clause(parameter="programme.obligation", pasal="4", valid_from=date(2026, 1, 1))

        with pytest.raises(ValidationError) as refusal:
            draft(clauses=(first, second))

        assert refusal.value.errors()[0]["ctx"]["problems"][0][:2] == ("[1]", "clause.overlap")

    def test_consent_must_speak_every_offered_language(self):
        consent = {"version": "2026-11", "text": {"id": "Saya setuju."}}

        with pytest.raises(ValidationError) as refusal:
            draft(consent=consent)

        assert refusal.value.errors()[0]["ctx"]["problems"][0][:2] == ("text.ban", "consent.text_missing")


class TestParts:
    def test_law_and_house_share_nothing_and_miss_nothing(self):
        law, house = set(type(law_part(draft())).model_fields), set(type(house_part(draft())).model_fields)

        assert not law & house
        assert law | house | {"format", "identity"} == set(RegencyDocument.model_fields)

    def test_parts_equal_those_of_the_document(self):
        document = draft()

        assert law_part(document).programme is document.programme
        assert house_part(document) == house_part(document.model_copy(update={"regulation": Regulation()}))

    def test_a_copied_part_is_checked_when_it_joins(self):
        document = draft()
        faint = document.branding.model_copy(update={"link": "#ffcc00"})

        with pytest.raises(ValidationError, match=r"colour\.contrast"):
            document.with_parts(branding=faint)

    def test_a_document_cannot_be_changed(self):
        with pytest.raises(ValidationError, match="frozen"):
            draft().programme.minimum_workers = 2  # type: ignore[misc]


@pytest.mark.parametrize(
    ("colour",  "ratio"),
    [
        ("#000000", 21.0),
        ("#ffffff", 1.0),
        ("#767676", 4.54),
        ("#777777", 4.48),
    ],
)  # fmt: skip
def test_contrast_follows_wcag(colour, ratio):
    assert contrast_ratio(colour, "#ffffff") == pytest.approx(ratio, abs=0.005)
    assert contrast_ratio("#ffffff", colour) == contrast_ratio(colour, "#ffffff")
