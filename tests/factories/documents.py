"""Any sound document of any regency, for properties that must hold of all of them."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sertakan.tenancy.document import (
    LAW_PARAMETERS,
    Branding,
    Calendar,
    Clause,
    Consent,
    Contacts,
    Form,
    Label,
    Languages,
    LanguageTexts,
    LawfulBasis,
    LocalDay,
    Messages,
    MessageTemplate,
    MinimumWorkers,
    Option,
    OwnQuestion,
    OwnSentence,
    OwnWords,
    Privacy,
    Programme,
    QuietDay,
    RegencyDocument,
    Regulation,
    Reviewers,
    RuleTest,
    UploadedFile,
)
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
KEYS = st.from_regex(r"\A[a-z][a-z0-9_]{0,9}\Z")
PRESENCES = st.sampled_from(["required", "optional", "hidden"])
CATEGORIES = ("pns", "pppk", "non_asn", "public", "organisation")
FUNDING = ("private", "organisation", "csr", "donation", "zakat", "apbn", "apbd", "apbdes", "dbh")
RELATIONS = ("family", "household_help", "neighbour", "other")
CONFIDENCES = st.sampled_from([None, "high", "medium", "low", "inferred", "remembered"])
LABELS = st.builds(Label, id=LINES, ban=st.none() | LINES)


def some(*values: Any, least: int = 1) -> SearchStrategy[Any]:
    return st.lists(st.sampled_from(values), min_size=least, unique=True).map(tuple)


def few(items: SearchStrategy[Any], key: Any, most: int = 3) -> SearchStrategy[Any]:
    return st.lists(items, unique_by=key, max_size=most).map(tuple)


def later_than(start: date | None) -> SearchStrategy[Any]:
    return st.none() | st.dates(min_value=start or date.min)


def files(*media_types: str) -> SearchStrategy[Any]:
    return st.none() | st.builds(_file, st.binary(min_size=1, max_size=8), st.sampled_from(media_types))


def _file(content: bytes, media_type: str) -> UploadedFile:
    return UploadedFile(
        sha256=sha256(content).hexdigest(), media_type=media_type, byte_count=len(content) * 1_000_000
    )


@st.composite
def regulations(draw: DrawFn) -> Regulation:
    number, start = draw(st.none() | st.from_regex(r"\A[0-9]{1,4}[A-Z]?\Z")), draw(DATES)
    references = st.sampled_from([(), ("55/2018",), ("55/2018", "33A/2024")])
    return Regulation(
        number=number,
        year=None if number is None else draw(st.integers(1945, 2200)),
        title=draw(st.none() | LINES),
        enacted_on=draw(DATES),
        effective_from=start,
        applied_from=draw(later_than(start)),
        ends_on=draw(later_than(start)),
        replaces=draw(references),
        amends=draw(references),
        text=draw(files("application/pdf")),
        source=draw(st.none() | PARAGRAPHS),
        confidence=draw(CONFIDENCES),
    )


MINIMA = few(
    st.builds(
        MinimumWorkers,
        category=st.sampled_from(CATEGORIES),
        rank=st.sampled_from([None, "regency_head", "eselon_2", "eselon_4", "other"]),
        count=st.integers(1, 100),
    ),
    lambda minimum: (minimum.category, minimum.rank),
)


@st.composite
def programmes(draw: DrawFn) -> Programme:
    youngest = draw(st.none() | st.integers(0, 119))
    start = draw(DATES)
    return Programme(
        obligation=draw(st.sampled_from(["wajib", "himbauan"])),
        sponsor_categories=draw(some(*CATEGORIES)),
        minimum_workers=draw(st.integers(1, 100)),
        minimum_workers_by=draw(MINIMA),
        months_offered=draw(some(1, 3, 6, 12)),
        relations_allowed=draw(some(*RELATIONS)),
        residence_required=draw(st.booleans()),
        minimum_age=youngest,
        maximum_age=draw(st.none() | st.integers((youngest or 0) + 1, 120)),
        maximum_decile=draw(st.none() | st.integers(1, 10)),
        occupations_allowed=draw(st.sampled_from([(), ("pedagang",), ("fisher_2", "pedagang")])),
        funding_sources=draw(some(*FUNDING)),
        default_bracket=draw(st.integers(1, 33)),
        verification=draw(some("village", "district", "department", least=0)),
        review_working_days=draw(st.integers(1, 60)),
        registration_start=start,
        registration_end=draw(later_than(start)),
    )


@st.composite
def questions(draw: DrawFn) -> OwnQuestion:
    kind = draw(st.sampled_from(["short", "long", "number", "date", "one_of", "several_of", "file"]))
    options = st.lists(st.builds(Option, value=KEYS, label=LABELS), min_size=2, max_size=3, unique_by=_value)
    return OwnQuestion(
        key=draw(KEYS),
        kind=kind,
        is_required=draw(st.booleans()),
        label=draw(LABELS),
        hint=draw(st.none() | LABELS),
        error=draw(st.none() | LABELS),
        options=tuple(draw(options)) if kind in {"one_of", "several_of"} else (),
        only_categories=draw(some(*CATEGORIES, least=0)),
    )


def _value(option: Option) -> str:
    return option.value


FORMS = st.builds(
    Form,
    phone=PRESENCES,
    email=PRESENCES,
    postcode=PRESENCES,
    questions=few(questions(), lambda question: question.key, most=2),
)


@st.composite
def rule_tests(draw: DrawFn) -> RuleTest:
    verdict = draw(st.sampled_from([None, "yes", "review", "no"]))
    costs = st.integers(0, 9_999_999)
    return RuleTest(
        name=draw(LINES),
        month=draw(st.from_regex(r"\A20[0-9]{2}-(0[1-9]|1[0-2])\Z")),
        category=draw(st.sampled_from(CATEGORIES)),
        age=draw(st.integers(0, 120)),
        occupation=draw(st.sampled_from(["pedagang", "fisher_2"])),
        relation=draw(st.sampled_from(RELATIONS)),
        employment=draw(st.sampled_from(["none", "sponsor_company", "other_company"])),
        is_resident=draw(st.booleans()),
        is_construction_project=draw(st.booleans()),
        sector=draw(st.sampled_from(["transport", "non_transport"])),
        funding=draw(st.sampled_from(FUNDING)),
        bracket=draw(st.integers(1, 33)),
        months=draw(st.sampled_from([1, 3, 6, 12])),
        verdict=verdict,
        cost=draw(costs if verdict is None else st.none() | costs),
    )


@st.composite
def clause_registers(draw: DrawFn) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    for parameter in draw(st.lists(st.sampled_from(sorted(LAW_PARAMETERS)), unique=True, max_size=4)):
        if draw(st.booleans()):
            clauses.append(Clause(parameter=parameter, uncited=True, source=draw(st.none() | LINES)))
            continue
        clauses += _in_turn(draw, parameter)
    return tuple(clauses)


def _in_turn(draw: DrawFn, parameter: str) -> list[Clause]:
    """Return one clause of a parameter, or two that follow each other."""
    turn = draw(st.none() | st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
    spans = [(None, None)] if turn is None else [(None, turn), (turn + timedelta(days=1), None)]
    return [
        Clause(
            parameter=parameter,
            pasal=draw(LINES),
            ayat=draw(st.none() | LINES),
            quote=draw(st.none() | PARAGRAPHS),
            valid_from=first,
            valid_to=last,
            confidence=draw(CONFIDENCES),
        )
        for first, last in spans
    ]


@st.composite
def house_parts(draw: DrawFn) -> dict[str, Any]:
    offered = draw(some("id", "ban"))
    texts = {language: draw(PARAGRAPHS) for language in offered}
    basis = st.none() | st.builds(LawfulBasis, basis=st.just("public_task"), citation=st.none() | LINES)
    days = few(st.dates(), lambda day: day)
    return {
        "languages": Languages(
            offered=offered,
            default=draw(st.sampled_from(offered)),
            on_thursdays=draw(st.none() | st.sampled_from(offered)),
            reviewed_by=Reviewers(ban=draw(st.none() | LINES)),
        ),
        "consent": Consent(
            version=draw(st.from_regex(r"\A[0-9]{4}-[0-9]{2}(\.[0-9]{1,3})?\Z")),
            text=LanguageTexts(**texts),
            ways=draw(some("code", "paper", "present")),
        ),
        "own_words": OwnWords(
            hamlet=draw(st.none() | LINES), village_words=draw(st.none() | some("desa", "nagari"))
        ),
        "branding": Branding(
            display_name=draw(LINES),
            aksara=draw(st.none() | AKSARA),
            primary=draw(DARK),
            logo_file=draw(files("image/png", "image/svg+xml")),
            favicon_file=draw(files("image/png")),
            card_title=draw(st.none() | LINES),
        ),
        "contacts": Contacts(
            office=draw(st.none() | LINES), phone=draw(st.sampled_from([None, "+62 361 000-000"]))
        ),
        "calendar": Calendar(
            quiet_days=tuple(QuietDay(day=day, name=draw(LINES)) for day in draw(days)),
            local_days=tuple(LocalDay(day=day, name=draw(LINES)) for day in draw(days)),
        ),
        **draw(spoken_parts(basis)),
    }


@st.composite
def spoken_parts(draw: DrawFn, basis: SearchStrategy[Any]) -> dict[str, Any]:
    languages = st.sampled_from(["id", "ban"])
    template = st.builds(MessageTemplate, template=LINES, language=languages, subject=LINES, body=PARAGRAPHS)
    plain = PARAGRAPHS.filter(lambda text: "%" not in text)
    sentence = st.builds(OwnSentence, message=PARAGRAPHS, language=languages, text=plain)
    return {
        "messages": Messages(
            sender_name=draw(LINES),
            signature=draw(PARAGRAPHS),
            templates=draw(few(template, lambda own: (own.template, own.language), most=2)),
        ),
        "privacy": Privacy(
            enrolment=draw(basis),
            statistics=draw(basis),
            notice=LanguageTexts(id=draw(st.none() | PARAGRAPHS)),
        ),
        "own_sentences": draw(few(sentence, lambda own: (own.message, own.language), most=2)),
    }


@st.composite
def documents(draw: DrawFn) -> RegencyDocument:
    region = draw(st.sampled_from(list(load_regencies().values())))
    parts = {
        **dict(default_document(region)),
        **draw(house_parts()),
        "regulation": draw(regulations()),
        "programme": draw(programmes()),
        "form": draw(FORMS),
        "clauses": draw(clause_registers()),
        "rule_tests": draw(few(rule_tests(), lambda test: test.name, most=2)),
    }
    return RegencyDocument.model_validate(parts)
