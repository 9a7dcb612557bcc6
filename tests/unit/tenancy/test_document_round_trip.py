from datetime import date

import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sertakan.tenancy.document import (
    LAW_PARAMETERS,
    Branding,
    Calendar,
    Clause,
    Consent,
    Contacts,
    Form,
    Languages,
    LanguageTexts,
    LawfulBasis,
    Messages,
    OwnWords,
    Privacy,
    Programme,
    QuietDay,
    RegencyDocument,
    Regulation,
)
from sertakan.tenancy.document_file import DocumentInvalid, fingerprint, read_document, write_document
from sertakan.tenancy.regions import load_regencies
from sertakan.tenancy.regions.draft import default_document

SIGNS = st.characters(
    exclude_categories=("Cc", "Cs", "Zl", "Zp"),
    exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)
AKSARA = st.text(st.characters(min_codepoint=0x1B00, max_codepoint=0x1B7F), min_size=1, max_size=40)
LINES = st.text(SIGNS, max_size=40).map(str.strip).filter(bool)
PARAGRAPHS = st.text(st.one_of(SIGNS, st.sampled_from("\n\"'\\")), max_size=80).map(str.strip).filter(bool)
DATES = st.none() | st.dates()
DARK = st.integers(0, 0x70).map(lambda level: f"#{level:02x}{level:02x}{level:02x}")


def faults(content):
    try:
        read_document(content)
    except DocumentInvalid as refusal:
        return refusal.errors
    return ()


def some(*values):
    return st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)


def later_than(start):
    return st.none() | st.dates(min_value=start or date.min)


@st.composite
def regulations(draw):
    number, start = draw(st.none() | st.from_regex(r"\A[0-9]{1,4}[A-Z]?\Z")), draw(DATES)
    return Regulation(
        number=number,
        year=None if number is None else draw(st.integers(1945, 2200)),
        title=draw(st.none() | LINES),
        enacted_on=draw(DATES),
        effective_from=start,
        applied_from=draw(later_than(start)),
        ends_on=draw(later_than(start)),
        replaces=draw(st.sampled_from([(), ("55/2018",), ("55/2018", "33A/2024")])),
        source=draw(st.none() | PARAGRAPHS),
        confidence=draw(st.sampled_from([None, "high", "remembered"])),
    )


@st.composite
def programmes(draw):
    youngest = draw(st.none() | st.integers(0, 119))
    start = draw(DATES)
    return Programme(
        obligation=draw(st.sampled_from(["wajib", "himbauan"])),
        minimum_workers=draw(st.integers(1, 100)),
        months_offered=draw(some(1, 3, 6, 12)),
        relations_allowed=draw(some("family", "household_help", "neighbour", "other")),
        residence_required=draw(st.booleans()),
        minimum_age=youngest,
        maximum_age=draw(st.none() | st.integers((youngest or 0) + 1, 120)),
        occupations_allowed=draw(st.sampled_from([(), ("farmer",), ("farmer", "fisher_2")])),
        funding_sources=draw(some("private", "csr", "apbd", "zakat")),
        default_bracket=draw(st.integers(1, 33)),
        registration_start=start,
        registration_end=draw(later_than(start)),
    )


@st.composite
def clause_registers(draw):
    clauses = []
    for parameter in draw(st.lists(st.sampled_from(sorted(LAW_PARAMETERS)), unique=True, max_size=5)):
        if draw(st.booleans()):
            clauses.append(Clause(parameter=parameter, uncited=True, source=draw(st.none() | LINES)))
            continue
        start = draw(DATES)
        clauses.append(
            Clause(
                parameter=parameter,
                pasal=draw(LINES),
                ayat=draw(st.none() | LINES),
                quote=draw(st.none() | PARAGRAPHS),
                valid_from=start,
                valid_to=draw(later_than(start)),
            )
        )
    return tuple(clauses)


@st.composite
def house_parts(draw):
    offered = draw(some("id", "ban"))
    texts = {language: draw(PARAGRAPHS) for language in offered}
    basis = st.none() | st.builds(LawfulBasis, basis=st.just("public_task"), citation=st.none() | LINES)
    return {
        "languages": Languages(offered=offered, default=draw(st.sampled_from(offered))),
        "consent": Consent(version="2026-11", text=LanguageTexts(**texts), ways=draw(some("code", "paper"))),
        "own_words": OwnWords(
            hamlet=draw(st.none() | LINES), village_words=draw(st.none() | some("desa", "nagari"))
        ),
        "branding": Branding(display_name=draw(LINES), aksara=draw(st.none() | AKSARA), primary=draw(DARK)),
        "contacts": Contacts(
            office=draw(st.none() | LINES), phone=draw(st.sampled_from([None, "+62 361 000-000"]))
        ),
        "calendar": Calendar(
            quiet_days=tuple(
                QuietDay(day=day, name=draw(LINES))
                for day in draw(st.lists(st.dates(), unique=True, max_size=3))
            )
        ),
        "messages": Messages(sender_name=draw(LINES), signature=draw(PARAGRAPHS)),
        "privacy": Privacy(enrolment=draw(basis), statistics=draw(basis)),
        "form": draw(st.builds(Form, phone=st.sampled_from(["required", "optional", "hidden"]))),
    }


@st.composite
def documents(draw):
    region = draw(st.sampled_from(list(load_regencies().values())))
    parts = {
        **dict(default_document(region)),
        **draw(house_parts()),
        "regulation": draw(regulations()),
        "programme": draw(programmes()),
        "clauses": draw(clause_registers()),
    }
    return RegencyDocument.model_validate(parts)


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
