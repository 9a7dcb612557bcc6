from sertakan.configuration.rules.translation import (
    Wanted,
    count_untranslated,
    missing_texts,
    replace_sentence,
    take_over,
)
from sertakan.tenancy.document import Label, LanguageTexts, OwnQuestion, OwnSentence
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

STANDARD = {"Mulai": "Kawitin", "Halo %(name)s": "Om swastyastu %(name)s"}
DOCUMENT = default_document(load_regencies()["51.04"])


def _own(message: str, text: str) -> OwnSentence:
    return OwnSentence(message=message, language="ban", text=text)


class TestTakeOver:
    def test_only_what_differs_becomes_an_own_sentence(self) -> None:
        wanted = (
            Wanted(message="Mulai", text="Ngiring kawitin"),
            Wanted(message="Halo %(name)s", text="Om swastyastu %(name)s"),
        )

        taken = take_over((), wanted, "ban", STANDARD)

        assert taken.sentences == (_own("Mulai", "Ngiring kawitin"),)
        assert (taken.changed, taken.left_out) == (1, ())

    def test_standard_text_gives_an_own_sentence_up(self) -> None:
        taken = take_over(
            (_own("Mulai", "Lain"),), (Wanted(message="Mulai", text="Kawitin"),), "ban", STANDARD
        )

        assert (taken.sentences, taken.changed) == ((), 1)

    def test_empty_text_changes_nothing(self) -> None:
        own = (_own("Mulai", "Lain"),)

        assert take_over(own, (Wanted(message="Mulai", text=" "),), "ban", STANDARD).sentences == own

    def test_other_language_is_left_alone(self) -> None:
        own = (OwnSentence(message="Mulai", language="id", text="Ayo mulai"),)

        taken = take_over(own, (Wanted(message="Mulai", text="Kawitin"),), "ban", STANDARD)

        assert taken.sentences == own

    def test_what_cannot_be_filled_in_is_left_out_with_its_reason(self) -> None:
        wanted = (
            Wanted(message="Halo %(name)s", text="Om %(nama)s"),
            Wanted(message="Mulai", text="100 %"),
            Wanted(message="Tidak ada", text="Nénten wénten"),
        )

        taken = take_over((), wanted, "ban", STANDARD)

        assert taken.sentences == ()
        assert [(each.code, each.name) for each in taken.left_out] == [
            ("sentence.placeholder_unknown", "nama"),
            ("sentence.percent", ""),
            ("sentence.unknown", ""),
        ]


class TestReplaceSentence:
    def test_text_is_said_instead_and_given_back(self) -> None:
        said = replace_sentence((), "Mulai", "ban", "Ngiring")

        assert said == (_own("Mulai", "Ngiring"),)
        assert replace_sentence(said, "Mulai", "ban", None) == ()


class TestMissingTexts:
    def test_draft_lacks_nothing_it_wrote(self) -> None:
        assert count_untranslated(DOCUMENT) == 0

    def test_notice_in_one_language_is_missed_in_the_other(self) -> None:
        privacy = DOCUMENT.privacy.model_copy(update={"notice": LanguageTexts(id="Ada.")})

        document = DOCUMENT.with_parts(privacy=privacy)

        assert [text.path for text in missing_texts(document, "ban")] == ["privacy.notice"]
        assert missing_texts(document, "id") == ()

    def test_question_and_its_hint_are_counted(self) -> None:
        question = OwnQuestion(
            key="kelompok", kind="short", label=Label(id="Kelompok"), hint=Label(id="Nama", ban="Wasta")
        )
        document = DOCUMENT.with_parts(form=DOCUMENT.form.model_copy(update={"questions": (question,)}))

        assert [text.path for text in missing_texts(document, "ban")] == ["form.questions[0].label"]

    def test_language_that_is_not_offered_misses_nothing(self) -> None:
        languages = DOCUMENT.languages.model_copy(update={"offered": ("id",)})
        privacy = DOCUMENT.privacy.model_copy(update={"notice": LanguageTexts(id="Ada.")})

        assert count_untranslated(DOCUMENT.with_parts(languages=languages, privacy=privacy)) == 0
