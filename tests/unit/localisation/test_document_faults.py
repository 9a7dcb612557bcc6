import re
from pathlib import Path

import pytest

from sertakan.cli.sentences import sentence_for
from sertakan.localisation import speaking
from sertakan.localisation.document_faults import EXAMPLES, SENTENCES, sentence_of
from sertakan.localisation.document_labels import label_of, name_of
from sertakan.tenancy.document_file import DocumentError, DocumentInvalid, read_document

_GIANYAR = Path(__file__).parents[3] / "tenants" / "gianyar" / "tenant.toml"


def told(*changes: tuple[str, str]) -> list[str]:
    """Return what is said of each fault after these changes, one line each."""
    text = _GIANYAR.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(DocumentInvalid) as refusal:
        read_document(text.encode())
    return sentence_for(refusal.value).splitlines()


def test_choice_names_what_is_offered() -> None:
    assert told(("    3,\n", "    4,\n")) == [
        "programme.months_offered[1] (pilihan jumlah bulan): Isi ini tidak ada dalam pilihan. Pilih 1, 3, 6, 12."
    ]


def test_ages_name_the_youngest() -> None:
    (line,) = told(("[programme]\n", "[programme]\nminimum_age = 60\nmaximum_age = 50\n"))
    assert line == (
        "programme.maximum_age (batas usia atas): Batas usia atas harus lebih dari usia paling muda, 60 tahun."
    )


def test_fixed_form_is_shown_by_example() -> None:
    (line,) = told(('version = "2026-11"', 'version = "lama"'))
    assert line.endswith("Tulis seperti 2026-11.")


def test_other_fields_are_called_by_their_names_and_places_counted_from_one() -> None:
    lines = told(
        ('parameter = "programme.sponsor_categories"', 'parameter = "programme.obligation"'),
        ("[programme]\n", "[programme]\nregistration_start = 2027-02-01\nregistration_end = 2027-01-01\n"),
    )
    assert lines == [
        (
            "programme.registration_end (pendaftaran ditutup): Tanggal ini lebih awal dari pendaftaran dibuka."
            " Tulis 1 Februari 2027 atau sesudahnya."
        ),
        (
            "clauses[1] (rujukan pasal): wajib atau himbauan sudah diatur rujukan nomor 1 untuk hari yang sama."
            " Ubah masa berlakunya, atau hapus salah satu."
        ),
    ]


def test_kind_of_value_is_told_in_words() -> None:
    lines = told(("minimum_workers = 1", 'minimum_workers = "satu"'), ('name = "Gianyar"', "name = 7"))
    assert [line.partition(": ")[2] for line in lines] == [
        "Jenis isinya keliru. Tulis teks di antara tanda kutip.",
        "Jenis isinya keliru. Tulis bilangan bulat, misalnya 12.",
    ]


def test_broken_file_is_told_by_line() -> None:
    with pytest.raises(DocumentInvalid) as refusal:
        read_document(b"a = 1\nb = [")
    assert sentence_for(refusal.value).startswith("Baris 2, huruf ke-6, tidak dapat dibaca sebagai TOML")


def test_file_stands_before_the_field() -> None:
    fault = DocumentError(
        "programme.minimum_age", "document.too_big", {"le": 120}, "tenants/gianyar/tenant.toml"
    )
    assert sentence_for(DocumentInvalid((fault,))) == (
        "tenants/gianyar/tenant.toml, programme.minimum_age (usia paling muda): Angkanya terlalu besar."
        " Tulis 120 atau kurang."
    )


@pytest.mark.parametrize("code", SENTENCES)
def test_no_placeholder_is_left_open(code: str) -> None:
    names = re.findall(r"%\((\w+)\)s", str(SENTENCES[code]))
    told = sentence_of(DocumentError("identity.slug", code, dict.fromkeys(names, "1")))
    assert "%(" not in told


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("programme.minimum_age", "usia paling muda"),
        ("clauses[3].quote", "kutipan pasal"),
        ("consent.text.ban", "teks persetujuan dalam bahasa Bali"),
        ("calendar.quiet_days[0].day", "hari tanpa pesan"),
        ("identity.colour", None),
        ("", None),
    ],
)
def test_paths_have_names_for_people(path: str, label: str | None) -> None:
    assert label_of(path) == label
    assert name_of(path) == (label or path)


def test_balinese_admin_reads_balinese() -> None:
    fault = DocumentError("programme.minimum_age", "document.missing", {})
    with speaking("ban"):
        assert sentence_of(fault) != "Ini belum diisi. Tambahkan isinya."
    assert sentence_of(fault) == "Ini belum diisi. Tambahkan isinya."


def test_unknown_code_still_says_where_to_look() -> None:
    assert "tenants/README.md" in sentence_of(DocumentError("x", "document.from_tomorrow", {}))
    assert EXAMPLES["identity.region_code"] == "51.04"
