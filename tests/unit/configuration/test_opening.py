from datetime import date

import pytest

from sertakan.configuration.rules.opening import (
    PURPOSES,
    ItemState,
    OpeningItem,
    Readiness,
    is_ready,
    judge_opening,
)
from sertakan.tenancy.document import LanguageTexts, LawfulBasis, RegencyDocument, UploadedFile
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

TODAY = date(2026, 11, 22)
PDF = UploadedFile(sha256="0" * 64, media_type="application/pdf", byte_count=9)
PAPERS = dict.fromkeys((item for item in OpeningItem if item.is_paper), ItemState.MET)
READY = Readiness(papers=PAPERS, admins_with_factor=2, passing_tests=1, failing_tests=0, untranslated=0)


@pytest.fixture
def document() -> RegencyDocument:
    plain = default_document(load_regencies()["51.04"])
    basis = LawfulBasis(basis="public_task", citation="UU 27/2022, Pasal 20")
    return plain.with_parts(
        regulation=plain.regulation.model_copy(update={"number": "1", "year": 2026, "text": PDF}),
        branding=plain.branding.model_copy(update={"logo": "logo.svg"}),
        contacts=plain.contacts.model_copy(update={"dpo_email": "pdp@contoh.test"}),
        privacy=plain.privacy.model_copy(
            update={**dict.fromkeys(PURPOSES, basis), "notice": LanguageTexts(id="Ada.", ban="Wénten.")}
        ),
    )


def _states(document: RegencyDocument, readiness: Readiness) -> dict[OpeningItem, ItemState]:
    return {each.item: each.state for each in judge_opening(document, readiness, TODAY)}


def _with(readiness: Readiness, **changed: object) -> Readiness:
    values = {name: getattr(readiness, name) for name in Readiness.__dataclass_fields__}
    return Readiness(**{**values, **changed})  # type: ignore[arg-type]


class TestJudgeOpening:
    def test_complete_space_is_ready(self, document: RegencyDocument) -> None:
        assert is_ready(judge_opening(document, READY, TODAY))

    def test_empty_draft_lacks_everything_but_its_marks(self) -> None:
        empty = _with(READY, papers={}, admins_with_factor=0, passing_tests=0)
        states = _states(default_document(load_regencies()["51.04"]), empty)
        assert {item for item, state in states.items() if state is not ItemState.OPEN} == {
            OpeningItem.CITATIONS,
            OpeningItem.LANGUAGES,
        }

    @pytest.mark.parametrize(
        ("changed", "item"),
        [
            ({"admins_with_factor": 1}, OpeningItem.ADMINS),
            ({"passing_tests": 0}, OpeningItem.RULE_TEST),
            ({"failing_tests": 1}, OpeningItem.RULE_TEST),
            ({"untranslated": 1}, OpeningItem.LANGUAGES),
            ({"papers": {}}, OpeningItem.AGREEMENT),
        ],
    )
    def test_each_lack_keeps_the_space_closed(
        self, document: RegencyDocument, changed: dict[str, object], item: OpeningItem
    ) -> None:
        readiness = _with(READY, **changed)

        assert _states(document, readiness)[item] is ItemState.OPEN
        assert not is_ready(judge_opening(document, readiness, TODAY))

    @pytest.mark.parametrize(
        ("part", "name", "value", "item"),
        [
            ("regulation", "text", None, OpeningItem.REGULATION),
            ("contacts", "dpo_email", None, OpeningItem.DPO),
            ("branding", "logo", None, OpeningItem.BRANDING),
            ("privacy", "statistics", None, OpeningItem.LAWFUL_BASIS),
            ("privacy", "reminders", LawfulBasis(basis="consent"), OpeningItem.LAWFUL_BASIS),
            ("privacy", "notice", LanguageTexts(id="Ada."), OpeningItem.PRIVACY_NOTICE),
        ],
    )
    def test_document_decides(
        self, document: RegencyDocument, part: str, name: str, value: object, item: OpeningItem
    ) -> None:
        changed = document.with_parts(**{part: getattr(document, part).model_copy(update={name: value})})

        assert _states(changed, READY)[item] is ItemState.OPEN

    def test_parameter_without_clause_or_mark_is_named(self, document: RegencyDocument) -> None:
        clauses = tuple(each for each in document.clauses if each.parameter != "programme.minimum_age")

        judged = judge_opening(document.with_parts(clauses=clauses), READY, TODAY)

        assert [each.missing for each in judged if each.item is OpeningItem.CITATIONS] == [
            ("programme.minimum_age",)
        ]

    def test_stated_reason_stands_for_a_paper_but_not_for_the_agreement(self) -> None:
        assert OpeningItem.DISKOMINFO.may_be_reasoned
        assert not OpeningItem.AGREEMENT.may_be_reasoned
