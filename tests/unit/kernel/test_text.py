import pytest
from hypothesis import given
from hypothesis import strategies as st

from sertakan.kernel.text import fold, tidy, tidy_lines, words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  I  Made\t Contoh \n", "I Made Contoh"),
        ("I Made\x00 Contoh", "I Made Contoh"),
        ("Putu\u00a0Ayu", "Putu Ayu"),
        ("e\u0301", "é"),
        ("O'Neil", "O'Neil"),
        ("👷 Wayan", "👷 Wayan"),
        ("\ud800x", "x"),
        ("\x1b[31mmerah", "[31mmerah"),
        ("", ""),
    ],
)
def test_typed_text_is_tidied(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("satu\r\n  dua  \n\n tiga \x00", "satu\ndua\n\ntiga"), ("\n\nsatu\n", "satu"), ("", "")],
)
def test_lines_are_kept(typed: str, kept: str) -> None:
    assert tidy_lines(typed) == kept


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Désa  Celuk", "desa celuk"),
        ("I GEDE", "i gede"),
        ("Straße", "strasse"),
        ("Ni Luh (Ayu)", "ni luh ayu"),
        ("ﬁ Ⅳ", "fi iv"),
        ("ᬕᬶᬬᬜᬃ", ""),
        ("", ""),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ma'ruf Ma’ruf", ("maruf",)),
        ("Ni Wayan Ni", ("ni", "wayan")),
        ("Siti Nur-Aini, S.E.", ("siti", "nur", "aini", "s", "e")),
        ("  ", ()),
    ],
)
def test_name_is_found_by_its_words(name: str, found: tuple[str, ...]) -> None:
    assert words(name) == found


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)
