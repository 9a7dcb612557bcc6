import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo

from sertakan.localisation import catalogue, gettext, lazy_gettext, messages, ngettext, speaking
from sertakan.localisation.messages import LANGUAGES, SOURCE_LANGUAGE

# Names of offices and terms of the law, which keep their Indonesian in Balinese.
SAME_IN_BOTH = {
    "Kantor cabang BPJS Ketenagakerjaan",
    "kantor cabang BPJS Ketenagakerjaan",
    "Kantor cabang BPJS Ketenagakerjaan:",
    "Petugas cabang BPJS Ketenagakerjaan",
    "dana tanggung jawab sosial perusahaan",
}
# Plain words where the polite register has others; a citizen is never spoken to with these.
ANDAP = {"ané", "ené", "ento", "uli", "tusing", "suba", "tondén", "musti", "bisa", "liu", "makejang", "apang"}
# Older spellings without the taling that readers and screen readers need.
UNACCENTED = {"sane", "ragane", "nenten", "wenten", "yening", "dane", "akeh"}

_MARKS = re.compile(r"%\(\w+\)s|%%|</?\w+[^>]*>")
_PLACEHOLDERS = re.compile(r"%\(\w+\)s")
_WORDS = re.compile(r"[^\W\d_]+")


def _messages(language: str) -> list[Message]:
    return [message for message in catalogue.read(language) if message.id]


def _pairs(language: str) -> list[tuple[str, str]]:
    pairs = []
    for message in _messages(language):
        source = message.id if isinstance(message.id, str) else message.id[-1]
        spoken = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        pairs.append((source, spoken))
    return pairs


def _letters(text: str) -> int:
    return sum(map(len, _WORDS.findall(_PLACEHOLDERS.sub("", text))))


@pytest.fixture
def bare_catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    _write(tmp_path, "id", {"Simpan": "Simpan", "Kirim %(what)s": "Kirim %(what)s"})
    _write(tmp_path, "ban", {"Simpan": "Raksa", ("Satu", "%(num)s bulan"): ("%(num)s sasih",)})
    monkeypatch.setattr(messages, "_CATALOGUES", tmp_path)
    messages.translations_for.cache_clear()
    yield tmp_path
    messages.translations_for.cache_clear()


def _write(
    folder: Path, language: str, entries: Mapping[str | tuple[str, ...], str | tuple[str, ...]]
) -> None:
    bound = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for source, spoken in entries.items():
        bound.add(source, spoken)
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "messages.mo").open("wb") as file:
        write_mo(file, bound)


def test_catalogues_hold_every_message() -> None:
    assert list(catalogue.find_problems()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fuzzy_or_empty(language: str) -> None:
    assert [message.id for message in _messages(language) if message.fuzzy] == []
    assert [source for source, spoken in _pairs(language) if not spoken.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_markup_survive_translation(language: str) -> None:
    broken = [
        source
        for source, spoken in _pairs(language)
        if sorted(_MARKS.findall(source)) != sorted(_MARKS.findall(spoken))
    ]
    assert broken == []


def test_indonesian_says_what_the_code_says() -> None:
    assert [source for source, spoken in _pairs(SOURCE_LANGUAGE) if source != spoken] == []


def test_long_sentences_are_truly_translated() -> None:
    untouched = {source for source, spoken in _pairs("ban") if source == spoken and _letters(source) > 25}
    assert untouched == SAME_IN_BOTH


def test_ends_of_sentences_stay_the_same() -> None:
    differing = [
        source for source, spoken in _pairs("ban") if source[-1] in ".?:" and not spoken.endswith(source[-1])
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_raises_its_voice(language: str) -> None:
    assert [spoken for _, spoken in _pairs(language) if "!" in spoken] == []


def test_balinese_keeps_to_the_polite_register() -> None:
    plain = {word for _, spoken in _pairs("ban") for word in _WORDS.findall(spoken.lower())} & ANDAP
    assert plain == set()


def test_balinese_marks_the_taling_and_nothing_else() -> None:
    texts = [spoken for _, spoken in _pairs("ban")]
    assert {letter for text in texts for letter in text if letter.isalpha() and not letter.isascii()} <= set(
        "éÉ"
    )
    assert {word for text in texts for word in _WORDS.findall(text.lower())} & UNACCENTED == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nouns_have_one_plural_form(language: str) -> None:
    assert catalogue.read(language).num_plurals == 1
    assert catalogue.read(language).plural_expr == "0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogue_keeps_its_plural_rule(language: str) -> None:
    buffer = BytesIO()
    write_mo(buffer, catalogue.read(language))
    buffer.seek(0)
    compiled = read_mo(buffer)
    assert compiled.num_plurals == 1
    assert len([message for message in compiled if message.id]) == len(_messages(language))


def test_update_leaves_fresh_catalogues_alone() -> None:
    for language in LANGUAGES:
        written = catalogue._catalogue_file(language).read_bytes()
        assert (
            catalogue._written(catalogue.read(language)).split(b"\n\n", 1)[1] == written.split(b"\n\n", 1)[1]
        )


@pytest.mark.usefixtures("bare_catalogues")
def test_missing_balinese_falls_back_per_message() -> None:
    with speaking("ban"):
        assert gettext("Simpan") == "Raksa"
        assert gettext("Kirim %(what)s", what="berkas") == "Kirim berkas"
        assert gettext("Tidak ada di mana pun") == "Tidak ada di mana pun"


@pytest.mark.usefixtures("bare_catalogues")
def test_counted_message_has_one_form() -> None:
    with speaking("ban"):
        assert [ngettext("Satu", "%(num)s bulan", number) for number in (0, 1, 2)] == [
            "0 sasih",
            "1 sasih",
            "2 sasih",
        ]


@pytest.mark.usefixtures("bare_catalogues")
def test_lazy_message_speaks_when_it_is_shown() -> None:
    label = lazy_gettext("Simpan")
    greeting = lazy_gettext("Kirim %(what)s", what="berkas")
    assert str(label) == "Simpan"
    with speaking("ban"):
        assert str(label) == "Raksa"
        assert f"{greeting}" == "Kirim berkas"
    assert str(label) == "Simpan"


@pytest.mark.usefixtures("bare_catalogues")
def test_language_returns_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), speaking("ban"):
        raise ZeroDivisionError
    assert gettext("Simpan") == "Simpan"


@pytest.mark.usefixtures("bare_catalogues")
def test_unknown_language_speaks_indonesian() -> None:
    with speaking("su"):
        assert gettext("Simpan") == "Simpan"
