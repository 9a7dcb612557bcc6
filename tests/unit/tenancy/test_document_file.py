import gc
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.document_file import (
    LARGEST_DOCUMENT,
    DocumentInvalid,
    fingerprint,
    read_document,
    write_document,
)
from sertakan.tenancy.regions import load_regencies, slug_for
from sertakan.tenancy.regions.draft import default_document

TENANTS = Path(__file__).parents[3] / "tenants"
FILES = sorted(TENANTS.glob("*/tenant.toml"))
TRIALS = {"gianyar": "Perbup 33/2024", "kendal": "Perbup 29/2021", "kota-semarang": "Perwali 26/2025"}
DRAFTS = {
    "badung", "bangli", "buleleng", "kota-denpasar", "jembrana", "karangasem", "klungkung", "tabanan",
}  # fmt: skip


def gianyar(*changes: tuple[str, str]) -> bytes:
    text = (TENANTS / "gianyar" / "tenant.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def faults(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(DocumentInvalid) as refusal:
        read_document(content)
    return [(error.path, error.code) for error in refusal.value.errors]


class TestShippedTenants:
    def test_exactly_eleven_are_shipped(self):
        assert {file.parent.name for file in FILES} == TRIALS.keys() | DRAFTS

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
    def test_written_again_it_is_byte_for_byte_equal(self, file):
        assert write_document(read_document(file)).encode() == file.read_bytes()

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
    def test_folder_region_and_slug_agree(self, file):
        identity = read_document(file).identity
        region = load_regencies()[identity.region_code]

        assert file.parent.name == identity.slug == slug_for(region)
        assert (identity.name, identity.kind) == (region.name, region.kind)

    @pytest.mark.parametrize(("slug", "reference"), TRIALS.items())
    def test_trial_spaces_name_their_regulation(self, slug, reference):
        document = read_document(TENANTS / slug / "tenant.toml")

        assert document.short_reference == reference
        assert (document.identity.initial_state, document.identity.demo) == ("trial", True)
        assert document.languages.offered == ("id", "ban")

    @pytest.mark.parametrize("slug", sorted(DRAFTS))
    def test_drafts_name_no_regulation_and_nobody(self, slug):
        document = read_document(TENANTS / slug / "tenant.toml")

        assert document.short_reference is None
        assert (document.identity.initial_state, document.identity.demo) == ("draft", False)
        assert not any(value for _, value in document.contacts)

    @pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
    def test_no_article_is_invented(self, file):
        assert all(clause.uncited for clause in read_document(file).clauses)

    def test_prefixes_and_fingerprints_differ(self):
        documents = [read_document(file) for file in FILES]

        assert len({document.identity.reference_prefix for document in documents}) == len(documents)
        assert len({fingerprint(document) for document in documents}) == len(documents)


class TestFaults:
    def test_every_fault_is_named_at_once_with_its_path(self):
        content = gianyar(
            ('slug = "gianyar"', 'slug = "www"'),
            ('initial_state = "trial"\n', 'initial_state = "hidup"\ncolour = "red"\n'),
            ("year = 2024\n", ""),
            ("    3,\n", "    4,\n"),
            ("minimum_workers = 1", "minimum_workers = 0"),
            ('phone = "optional"', "phone = 1"),
            ("ban = ", 'jv = "x"\nban = '),
            ('parameter = "programme.obligation"\nuncited = true', 'parameter = "programme.obligation"'),
            ('link = "#8f1d33"', 'link = "#ffcc00"'),
            ("sender_name = ", "sender = "),
        )

        assert faults(content) == [
            ("identity.slug", "identity.slug_reserved"),
            ("identity.initial_state", "document.not_offered"),
            ("identity.colour", "document.unknown_name"),
            ("regulation.year", "regulation.year_missing"),
            ("programme.minimum_workers", "document.too_small"),
            ("programme.months_offered[1]", "document.not_offered"),
            ("form.phone", "document.not_offered"),
            ("consent.text.jv", "document.unknown_name"),
            ("clauses[0].uncited", "clause.pasal_missing"),
            ("branding.link", "colour.contrast"),
            ("messages.sender_name", "document.missing"),
            ("messages.sender", "document.unknown_name"),
        ]

    def test_faults_inside_lists_carry_their_place(self):
        content = gianyar(
            ("    12,\n", "    3,\n    1,\n"),
            ('parameter = "programme.sponsor_categories"', 'parameter = "programme.obligation"'),
            ("day = 2027-03-08", 'day = "Nyepi"'),
        )

        assert faults(content) == [
            ("programme.months_offered[3]", "list.repeated"),
            ("programme.months_offered[4]", "list.repeated"),
            ("clauses[1]", "clause.overlap"),
            ("calendar.quiet_days[0].day", "document.wrong_type"),
        ]

    def test_a_fault_does_not_hide_its_neighbours(self):
        content = gianyar(
            ('version = "2026-11"', 'version = "lama"'),
            ('\nban = """', '\nban2 = """'),
            ('parameter = "programme.obligation"', 'parameter = "programme.obligatoin"'),
            ('parameter = "programme.months_offered"', 'parameter = "programme.minimum_workers"'),
        )

        assert faults(content) == [
            ("consent.version", "document.wrong_form"),
            ("consent.text.ban2", "document.unknown_name"),
            ("clauses[0].parameter", "clause.unknown_parameter"),
            ("consent.text.ban", "consent.text_missing"),
            ("clauses[4]", "clause.overlap"),
        ]

    def test_particulars_come_with_the_code(self):
        with pytest.raises(DocumentInvalid) as refusal:
            read_document(gianyar(("minimum_workers = 1", "minimum_workers = 101")))

        (error,) = refusal.value.errors
        assert error.params == {"le": 100}
        assert isinstance(refusal.value, Refusal)
        assert str(refusal.value) == "programme.minimum_workers: document.too_big {'le': 100}"

    def test_strange_keys_stay_one_step_of_the_path(self):
        assert faults(gianyar(("[form]\n", '[form]\n"a.b\\n" = 1\n'))) == [
            (r'form."a.b\n"', "document.unknown_name")
        ]

    def test_an_empty_file_misses_the_indispensable_parts(self):
        assert faults(b"") == [
            ("identity", "document.missing"),
            ("consent", "document.missing"),
            ("branding", "document.missing"),
            ("messages", "document.missing"),
        ]

    @pytest.mark.parametrize(
        "value", ["1", '"x"', "true", "[]", "[1]", "{}", "2026-01-01", "1e400", "nan", "{a = [{}]}"]
    )
    @pytest.mark.parametrize("name", ["format", "identity", "clauses", "consent", "languages", "calendar"])
    def test_wrong_kinds_of_value_never_crash(self, name, value):
        content = f"{name} = {value}\n".encode()

        assert any(path.startswith(("identity", "consent")) for path, _ in faults(content))


class TestBrokenFiles:
    @pytest.mark.parametrize(
        ("content",                       "code",                    "params"),
        [
            (b"[identity\nslug = 1",       "document.not_toml",      {"line": 1, "column": 10}),
            (b"a = 1\nb = \n",             "document.not_toml",      {"line": 2, "column": 5}),
            (b"a = 1\na = 2\n",            "document.not_toml",      {"line": 2, "column": 6}),
            (b'a = 1\nb = "x',             "document.not_toml",      {"line": 2, "column": 7}),
            (b"a = 2026-02-30\n",          "document.not_toml",      {"line": 1, "column": 5}),
            (b"a = 1\nb = '\0'\n",         "document.nul_byte",      {"line": 2}),
            (b"a = 1\n\nb = '\xff'\n",     "document.not_utf8",      {"line": 3}),
            (b"a = " + b"9" * 5000,        "document.beyond_limits", {}),
            (b"a = " + b"[" * 50_000,      "document.beyond_limits", {}),
            (b"#" * 5_000_000,             "document.too_large",     {"largest": LARGEST_DOCUMENT}),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )  # fmt: skip
    def test_broken_bytes_are_refused_with_their_place(self, content, code, params):
        with pytest.raises(DocumentInvalid) as refusal:
            read_document(content)

        (error,) = refusal.value.errors
        assert (error.path, error.code) == ("", code)
        assert params.items() <= error.params.items()

    def test_a_huge_file_is_not_read_whole(self, tmp_path):
        (tmp_path / "tenant.toml").write_bytes(b"#" * 5_000_000)

        with pytest.raises(DocumentInvalid, match="too_large"):
            read_document(tmp_path / "tenant.toml")

    def test_a_missing_file_and_a_folder_are_refused(self, tmp_path):
        with pytest.raises(DocumentInvalid, match="unreadable"):
            read_document(tmp_path / "tenant.toml")
        with pytest.raises(DocumentInvalid, match="unreadable"):
            read_document(tmp_path)

    def test_notepad_marks_and_line_ends_are_welcome(self):
        content = gianyar()

        assert read_document(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")) == read_document(content)


def test_documents_of_all_regencies_stay_small():
    # In a process of its own: whatever else this one remembers meanwhile, such as a directory, would be counted too.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        assert alone.submit(bytes_of_each).result() <= 8_000


def bytes_of_each():
    contents = [write_document(default_document(region)).encode() for region in load_regencies().values()]
    read_document(contents[0])
    gc.collect()
    tracemalloc.start()
    documents = [read_document(content) for content in contents]
    gc.collect()
    return tracemalloc.get_traced_memory()[0] / len(documents)
