import json

import pytest

from sertakan.tenancy.regions import (
    is_reserved,
    iter_regions,
    load_provinces,
    load_regencies,
    map_file,
    reference_prefix_for,
    slug_for,
)
from sertakan.tenancy.regions.draft import default_document, zone_for
from sertakan.tenancy.regions.loader import split_title


@pytest.fixture(scope="module")
def regions():
    return list(iter_regions())


class TestRegencies:
    def test_there_are_514_in_38_provinces(self):
        assert len(load_regencies()) == 514
        assert len(load_provinces()) == 38
        assert {region.province_code for region in load_regencies().values()} == set(load_provinces())

    def test_kind_follows_the_code(self):
        assert all(
            (region.kind == "kota") == (region.code[3:] >= "71") for region in load_regencies().values()
        )

    def test_gianyar_is_known_by_code(self):
        region = load_regencies()["51.04"]

        assert (region.name, region.full_name, region.kind) == ("Gianyar", "Kabupaten Gianyar", "kabupaten")
        assert (region.province_name, region.desa, region.kelurahan) == ("Bali", 64, 6)

    def test_a_foreign_title_is_no_regency(self):
        with pytest.raises(ValueError, match="Provinsi Bali"):
            split_title("Provinsi Bali")


class TestEveryRegion:
    def test_levels_add_up(self, regions):
        counted = [sum(1 for region in regions if region.level == level) for level in (1, 2, 3, 4)]

        assert counted == [38, 514, 7_285, 83_762]

    def test_codes_are_unique_and_parents_come_first(self, regions):
        seen = {None}
        for region in regions:
            assert region.parent_code in seen
            assert region.code not in seen
            seen.add(region.code)

    def test_regencies_agree_with_the_full_list(self, regions):
        listed = {region.code: region.name for region in regions if region.level == 2}

        assert listed == {code: region.full_name for code, region in load_regencies().items()}

    def test_village_counts_agree_with_the_full_list(self, regions):
        for region in load_regencies().values():
            villages = (
                [
                    entry.code[9]
                    for entry in regions
                    if entry.level == 4 and entry.code.startswith(region.code)
                ]
                if region.province_code == "51"
                else None
            )
            if villages is not None:
                assert (villages.count("2"), villages.count("1")) == (region.desa, region.kelurahan)

    def test_search_names_are_folded_and_bare(self, regions):
        by_code = {region.code: region.search_name for region in regions}

        assert (by_code["51.04"], by_code["33.74"], by_code["31.71"]) == (
            "gianyar",
            "semarang",
            "jakarta pusat",
        )
        assert all(name and name == name.lower() and name.isascii() for name in by_code.values())


class TestSlugs:
    def test_no_two_regions_share_a_slug(self):
        assert len({slug_for(region) for region in load_regencies().values()}) == 514

    def test_no_region_falls_on_a_reserved_name(self):
        assert not [region for region in load_regencies().values() if is_reserved(slug_for(region))]

    @pytest.mark.parametrize(
        ("code",  "slug"),
        [
            ("51.04", "gianyar"),
            ("33.22", "semarang"),
            ("33.74", "kota-semarang"),
            ("31.71", "kota-jakarta-pusat"),
            ("71.09", "kep-siau-tagulandang-biaro"),
            ("72.04", "toli-toli"),
        ],
    )  # fmt: skip
    def test_slug_tells_city_from_regency(self, code, slug):
        assert slug_for(load_regencies()[code]) == slug

    @pytest.mark.parametrize("slug", ["pusat", "www", "api", "static", "admin", "mail", "localhost", "xn--a"])
    def test_names_of_the_platform_are_reserved(self, slug):
        assert is_reserved(slug)

    def test_prefixes_are_three_letters_and_unique(self):
        prefixes = [reference_prefix_for(region) for region in load_regencies().values()]

        assert len(set(prefixes)) == 514
        assert all(len(prefix) == 3 and prefix.isalpha() and prefix.isupper() for prefix in prefixes)
        assert reference_prefix_for(load_regencies()["51.04"]) == "GIA"


class TestDefaultDocument:
    def test_every_region_gets_a_valid_draft(self):
        for region in load_regencies().values():
            document = default_document(region)

            assert document.full_name == region.full_name
            assert document.short_reference is None
            assert document.identity.initial_state == "draft"
            assert document.identity.demo is False

    @pytest.mark.parametrize(
        ("province", "zone"),
        [
            ("11", "Asia/Jakarta"),
            ("36", "Asia/Jakarta"),
            ("51", "Asia/Makassar"),
            ("61", "Asia/Jakarta"),
            ("62", "Asia/Jakarta"),
            ("63", "Asia/Makassar"),
            ("76", "Asia/Makassar"),
            ("81", "Asia/Jayapura"),
            ("96", "Asia/Jayapura"),
        ],
    )
    def test_zone_follows_the_province(self, province, zone):
        assert zone_for(province) == zone

    def test_only_bali_keeps_nyepi_silent(self):
        silent = {
            region.province_code
            for region in load_regencies().values()
            if default_document(region).calendar.quiet_days
        }

        assert silent == {"51"}

    def test_villages_are_named_as_they_exist(self):
        regencies = load_regencies()

        assert default_document(regencies["51.02"]).words.village == "desa"
        assert default_document(regencies["51.71"]).words.village == "desa/kelurahan"
        assert default_document(regencies["33.74"]).words.village == "kelurahan"


@pytest.mark.parametrize(
    ("name",                "shapes"),
    [
        ("indonesia_kabupaten", 514),
        ("bali_kabupaten",      9),
        ("bali_kecamatan",      57),
    ],
)  # fmt: skip
def test_maps_hold_one_shape_per_region(name, shapes):
    features = json.loads(map_file(name).read_text(encoding="utf-8"))["features"]

    assert len({feature["properties"]["code"] for feature in features}) == shapes
