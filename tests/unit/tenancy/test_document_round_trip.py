import json
from typing import Any

import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.documents import documents

from sertakan.tenancy.document import LawPart, RegencyDocument
from sertakan.tenancy.document_file import (
    DocumentError,
    DocumentInvalid,
    fingerprint,
    plain_part,
    propose_document,
    read_document,
    write_document,
)


def faults(content):
    try:
        read_document(content)
    except DocumentInvalid as refusal:
        return refusal.errors
    return ()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(documents())
def test_any_document_survives_the_file(document):
    text = write_document(document)

    returned = read_document(text.encode())

    assert returned == document
    assert write_document(returned) == text
    assert fingerprint(returned) == fingerprint(document)
    assert RegencyDocument.model_validate_json(document.model_dump_json()) == document


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_not_crashed_on(content):
    assert all(error.code and "\n" not in error.path for error in faults(content))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(sorted(RegencyDocument.model_fields)),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text() | st.floats() | st.dates(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.text(max_size=8) | st.sampled_from(["slug", "text", "uncited"]), inner, max_size=3
                )
            ),
            max_leaves=8,
        ),
    )
)
def test_any_table_is_refused_with_paths(table):
    def without_none(value):
        if isinstance(value, dict):
            return {key: without_none(item) for key, item in value.items() if item is not None}
        return (
            [without_none(item) for item in value if item is not None] if isinstance(value, list) else value
        )

    try:
        text = tomli_w.dumps(without_none(table))
        content = text.encode()
    except (UnicodeEncodeError, ValueError):
        return

    assert all(error.code and "\n" not in error.path for error in faults(content))


calmly = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LEAVES = st.sampled_from([None, "", " x ", -1, 10**6, "9999-12-31", [], ["?"], "wajib\u202e"])


@calmly
@given(documents())
def test_any_law_part_survives_the_database(document: RegencyDocument) -> None:
    kept = json.loads(json.dumps({name: plain_part(document, name) for name in LawPart.model_fields}))

    proposed = propose_document(document, kept)

    assert proposed == document
    assert fingerprint(proposed) == fingerprint(document)


@calmly
@given(documents(), st.data())
def test_any_broken_law_part_is_refused_with_a_path(document: RegencyDocument, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["regulation", "programme", "consent", "form"]))
    plain: dict[str, Any] = plain_part(document, name)
    plain[data.draw(st.sampled_from(sorted(plain)))] = data.draw(LEAVES)

    found = faults_of_proposal(document, {name: plain})
    assert all(error.code and error.path.startswith((name, "consent")) for error in found)
    if not found:
        proposed = propose_document(document, {name: plain})
        assert read_document(write_document(proposed).encode()) == proposed


def faults_of_proposal(document: RegencyDocument, plain: dict[str, Any]) -> tuple[DocumentError, ...]:
    try:
        propose_document(document, plain)
    except DocumentInvalid as refusal:
        return refusal.errors
    return ()
