import pytest
from jinja2 import DictLoader

from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext, ngettext, saying, speaking
from sertakan.localisation.exchange import LARGEST_FILE, read_translations, write_translations
from sertakan.localisation.messages import own_sentence, translations_for
from sertakan.localisation.own_sentences import own_sentences_of
from sertakan.localisation.standard import find_sentence, search_sentences, standard_sentences
from sertakan.tenancy.document import OwnSentence
from sertakan.web.templating import TranslatedEnvironment

MESSAGE = "Lanjut"
OWN = (OwnSentence(message=MESSAGE, language="ban", text="Ngiring <b>lanturang</b>"),)


class TestOwnSentences:
    def test_own_words_are_said_in_their_language_only(self) -> None:
        with saying(own_sentences_of(OWN)):
            with speaking("ban"):
                assert gettext(MESSAGE) == "Ngiring <b>lanturang</b>"
            with speaking("id"):
                assert gettext(MESSAGE) == MESSAGE

    def test_nobody_else_says_them(self) -> None:
        with saying(own_sentences_of(OWN)):
            pass
        with speaking("ban"):
            assert gettext(MESSAGE) == translations_for("ban").gettext(MESSAGE)

    def test_counted_sentence_is_replaced_too(self) -> None:
        own = (OwnSentence(message="%(num)s hari", language="id", text="%(num)s hari lagi"),)
        with saying(own_sentences_of(own)), speaking("id"):
            assert ngettext("%(num)s hari", "%(num)s hari", 3) == "3 hari lagi"

    def test_what_an_admin_wrote_is_never_markup(self) -> None:
        made = TranslatedEnvironment(
            translations_for("ban"),
            own_sentence,
            loader=DictLoader({"page.html": "{{ _('Lanjut') }}|{{ _('Simpan') }}"}),
            autoescape=True,
        )
        with saying(own_sentences_of(OWN)), speaking("ban"):
            painted = made.get_template("page.html").render()
        assert painted.startswith("Ngiring &lt;b&gt;lanturang&lt;/b&gt;|")

    def test_no_sentences_cost_nothing(self) -> None:
        assert own_sentences_of(()) is None


class TestStandardSentences:
    def test_each_is_found_by_its_short_name(self) -> None:
        everything = standard_sentences()
        assert len({each.digest for each in everything}) == len(everything) > 1000
        assert find_sentence(everything[7].digest) == everything[7]
        assert find_sentence("0" * 16) is None

    def test_any_word_in_any_language_finds_it(self) -> None:
        assert MESSAGE in {each.message for each in search_sentences("lanjut")}
        assert search_sentences("kata yang tidak ada di mana pun zzz") == []


class TestExchange:
    def test_file_comes_back_as_it_went(self) -> None:
        sent = write_translations("ban", {MESSAGE: "Ngiring"}, "Sertakan")

        back = dict(read_translations(sent))

        assert back[MESSAGE] == "Ngiring"
        assert set(back) == {each.message for each in standard_sentences()}

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b'msgid "a"\nmsgstr "\xff\xfe"\n', "translation.unreadable"),
            (b"bukan berkas PO", "translation.unreadable"),
            (b"x" * (LARGEST_FILE + 1), "translation.large"),
        ],
    )
    def test_other_files_are_refused(self, content: bytes, code: str) -> None:
        with pytest.raises(Refusal) as refused:
            list(read_translations(content))
        assert refused.value.code == code
