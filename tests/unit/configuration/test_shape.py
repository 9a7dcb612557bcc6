from typing import Any

import pytest

from sertakan.configuration.model import LAW_SECTIONS
from sertakan.configuration.rules.shape import ensure_shape
from sertakan.kernel.refusal import Refusal
from sertakan.tenancy.document import LawPart
from sertakan.tenancy.document_file import plain_part
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

DOCUMENT = default_document(load_regencies()["51.04"])


def test_sections_are_those_of_the_law_part() -> None:
    assert set(LAW_SECTIONS) == set(LawPart.model_fields)


@pytest.mark.parametrize("section", LAW_SECTIONS)
def test_published_sections_are_in_shape(section: str) -> None:
    ensure_shape(section, plain_part(DOCUMENT, section))


@pytest.mark.parametrize(
    ("section", "values"),
    [
        (
            "regulation",
            {"number": "tiga", "year": 12, "effective_from": "2027-01-01", "ends_on": "2026-01-01"},
        ),
        ("programme", {"obligation": "mungkin", "months_offered": [], "minimum_age": 900}),
        ("consent", {"version": None, "text": {"id": None}, "ways": []}),
        ("clauses", [{"parameter": "programme.unknown", "uncited": True, "pasal": "4"}]),
        ("rule_tests", [{"name": None, "month": "kapan"}]),
    ],
)
def test_values_that_only_break_a_rule_are_kept(section: str, values: Any) -> None:
    ensure_shape(section, values)


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("regulation", []),
        ("regulation", {"nomor": "33"}),
        ("regulation", {"effective_from": "besok"}),
        ("programme", {"minimum_age": "18"}),
        ("programme", {"obligation": {"wajib": True}}),
        ("programme", {"months_offered": [True]}),
        ("consent", {"text": "Saya setuju."}),
        ("clauses", {"parameter": "programme.minimum_age"}),
        ("rule_tests", [None, 3]),
        ("regulation", {"title": "a\0b"}),
        ("regulation", {"title": "\ud800"}),
        ("regulation", {"year": float("nan")}),
    ],
)
def test_values_of_another_shape_are_refused(section: str, values: Any) -> None:
    with pytest.raises(Refusal, match=r"draft\.shape"):
        ensure_shape(section, values)


def test_section_of_the_house_is_refused() -> None:
    with pytest.raises(Refusal, match=r"draft\.section_unknown"):
        ensure_shape("branding", {})


def test_section_without_bounds_is_refused() -> None:
    with pytest.raises(Refusal, match=r"draft\.section_large"):
        ensure_shape("regulation", {"source": "x" * 300_000})
