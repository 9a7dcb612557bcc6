"""Say the value of everything that a law part decides, the way people say it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel.speaklater import LazyString

from sertakan.kernel.month import Month
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_date, format_month, format_number, format_rupiah
from sertakan.localisation.messages import current_language
from sertakan.regulation.service import national_rules
from sertakan.tenancy.document import (
    Clause,
    Label,
    LanguageTexts,
    MinimumWorkers,
    OwnQuestion,
    RegencyDocument,
    RuleTest,
    UploadedFile,
)
from sertakan.tenancy.document.question import Option
from sertakan.web.choices import occupation_label
from sertakan.web.public.law_words import CATEGORIES, CERTAINTY, MONEY, RELATIONS
from sertakan.web.public.parameter_words import KINDS, WAYS
from sertakan.web.sentences import word_for

Teller = Callable[[RegencyDocument, Any], str]
Item = Callable[[Any], str]


def unset() -> str:
    """Return what is said of a value that nobody set."""
    return _("Belum ditetapkan")


def place_of(document: RegencyDocument, clause: Clause) -> str | None:
    """Return where a clause stands, or None for one that is consciously without a place."""
    if clause.uncited or clause.pasal is None:
        return None
    instrument = document.short_reference or document.words.regulation_short
    if clause.ayat is None:
        return _("%(instrument)s, Pasal %(pasal)s", instrument=instrument, pasal=clause.pasal)
    return _(
        "%(instrument)s, Pasal %(pasal)s ayat (%(ayat)s)",
        instrument=instrument,
        pasal=clause.pasal,
        ayat=clause.ayat,
    )


def article_of(clause: Clause | None) -> str | None:
    """Return the article alone, such as Pasal 5 ayat (1), where one is named."""
    if clause is None or clause.pasal is None:
        return None
    if clause.ayat is None:
        return _("Pasal %(pasal)s", pasal=clause.pasal)
    return _("Pasal %(pasal)s ayat (%(ayat)s)", pasal=clause.pasal, ayat=clause.ayat)


def _from(words: Mapping[str, LazyString]) -> Item:
    return lambda code: str(words[code])


def _months(count: int) -> str:
    return _("%(number)s bulan", number=count)


def _occupation(code: str) -> str:
    return occupation_label(national_rules(), code)


def tell_minimum(minimum: MinimumWorkers) -> str:
    """Return how many workers one sort of sponsor is asked for."""
    return _("%(who)s: sedikitnya %(count)s pekerja", who=who_of(minimum), count=minimum.count)


def who_of(minimum: MinimumWorkers) -> str:
    """Return whom a minimum is about."""
    category = str(CATEGORIES[minimum.category])
    if minimum.rank is None:
        return category
    return f"{category}, {word_for('rank', minimum.rank)}"


def label_in_language(label: Label) -> str:
    """Return a regency's own short text in the reader's language."""
    return label.in_language("ban" if current_language() == "ban" else "id")


ITEMS: Mapping[str, Item] = {
    "programme.sponsor_categories": _from(CATEGORIES),
    "programme.relations_allowed": _from(RELATIONS),
    "programme.funding_sources": _from(MONEY),
    "programme.occupations_allowed": _occupation,
    "programme.months_offered": _months,
    "programme.minimum_workers_by": tell_minimum,
    "programme.verification": lambda step: word_for("verification", step),
    "consent.ways": _from(WAYS),
    "form.questions": lambda question: label_in_language(question.label),
    "form.questions.only_categories": _from(CATEGORIES),
    "regulation.replaces": str,
    "regulation.amends": str,
}
"""How one entry of a list is said."""


def _listed(path: str, empty: Callable[[], str] = unset) -> Teller:
    return lambda _document, values: ", ".join(map(ITEMS[path], values)) or empty()


def _or_unset(tell: Item) -> Teller:
    return lambda _document, value: unset() if value is None else tell(value)


def _obligation(_document: RegencyDocument, value: str) -> str:
    return (
        _("Ikut serta diwajibkan.") if value == "wajib" else _("Ikut serta adalah ajakan, bukan kewajiban.")
    )


def _residence(document: RegencyDocument, value: bool) -> str:
    if value:
        return _("Pekerja harus tinggal di %(region)s.", region=document.full_name)
    return _("Pekerja tidak harus tinggal di %(region)s.", region=document.full_name)


def _texts(_document: RegencyDocument, value: LanguageTexts) -> str:
    return value.in_language("ban" if current_language() == "ban" else "id") or value.id or unset()


def _file(value: UploadedFile) -> str:
    size = format_number(max(1, round(value.byte_count / 1024)))
    return _("PDF %(size)s kB, sidik %(mark)s", size=size, mark=value.sha256[:12])


def _presence(_document: RegencyDocument, value: str) -> str:
    return word_for("presence", value)


def _yes_no(value: bool) -> str:
    return _("Ya") if value else _("Tidak")


def _day(value: date) -> str:
    return format_date(value)


_FORM_FIELDS = (
    *("phone", "email", "mother_name", "working_hours", "second_occupation", "marital_status", "postcode"),
)
TELLERS: Mapping[str, Teller] = {
    "programme.obligation": _obligation,
    "programme.sponsor_categories": _listed("programme.sponsor_categories"),
    "programme.minimum_workers": lambda _d, count: _("Sedikitnya %(count)s pekerja", count=count),
    "programme.minimum_workers_by": _listed(
        "programme.minimum_workers_by", lambda: _("Sama untuk semua kelompok")
    ),
    "programme.relations_allowed": _listed("programme.relations_allowed"),
    "programme.residence_required": _residence,
    "programme.minimum_age": _or_unset(lambda age: _("%(age)s tahun", age=age)),
    "programme.maximum_age": _or_unset(lambda age: _("Belum mencapai usia %(age)s tahun", age=age)),
    "programme.maximum_decile": _or_unset(
        lambda decile: _("Desil 1 sampai %(decile)s", decile=decile) if decile > 1 else _("Desil 1")
    ),
    "programme.occupations_allowed": _listed(
        "programme.occupations_allowed", lambda: _("Semua pekerjaan tanpa hubungan kerja tetap")
    ),
    "programme.months_offered": lambda _d, counts: _("%(months)s bulan", months=", ".join(map(str, counts))),
    "programme.funding_sources": _listed("programme.funding_sources"),
    "programme.default_bracket": lambda _d, number: _(
        "Golongan %(number)s, bila sponsor tidak memilih lain", number=number
    ),
    "programme.verification": _listed("programme.verification", lambda: _("Dinas saja")),
    "programme.review_working_days": lambda _d, count: _("%(count)s hari kerja", count=count),
    "programme.registration_start": _or_unset(_day),
    "programme.registration_end": _or_unset(_day),
    **{f"form.{name}": _presence for name in _FORM_FIELDS},
    "form.questions": _listed("form.questions", lambda: _("Tidak ada")),
    "consent.version": lambda _d, version: str(version),
    "consent.text": _texts,
    "consent.ways": _listed("consent.ways"),
}
"""How the value of every parameter that a clause can decide is said."""


def tell_clause(document: RegencyDocument, clause: Clause) -> str:
    """Return everything that a clause says of itself, in one line."""
    parts = [
        place_of(document, clause) or _("belum bersitasi"),
        _("sejak %(day)s", day=format_date(clause.valid_from)) if clause.valid_from else None,
        _("sampai %(day)s", day=format_date(clause.valid_to)) if clause.valid_to else None,
        f"“{clause.quote}”" if clause.quote else None,
        _("Sumber: %(source)s", source=clause.source) if clause.source else None,
        _("Keyakinan: %(certainty)s", certainty=str(CERTAINTY[clause.confidence]))
        if clause.confidence
        else None,
    ]
    return "; ".join(part for part in parts if part)


def tell_rule_test(test: RuleTest) -> str:
    """Return a rule test as a sentence: who, paid by what, in which month, and what must come of it."""
    expected = [word_for("verdict", test.verdict)] if test.verdict else []
    expected += [format_rupiah(test.cost)] if test.cost is not None else []
    return _(
        "%(occupation)s, %(age)s tahun, %(category)s, %(money)s, golongan %(bracket)s, %(months)s bulan sejak"
        " %(month)s: %(expected)s",
        occupation=_occupation(test.occupation),
        age=test.age,
        category=str(CATEGORIES[test.category]),
        money=str(MONEY[test.funding]),
        bracket=test.bracket,
        months=test.months,
        month=format_month(Month.parse(test.month)),
        expected=", ".join(expected),
    )


def tell_question(question: OwnQuestion) -> str:
    """Return one own question with how it is answered."""
    return _(
        "%(question)s (%(kind)s)", question=label_in_language(question.label), kind=str(KINDS[question.kind])
    )


LEAVES: Mapping[type, Item] = {
    bool: _yes_no,
    int: str,
    str: str,
    date: _day,
    Label: label_in_language,
    LanguageTexts: lambda texts: texts.id or unset(),
    UploadedFile: _file,
    MinimumWorkers: lambda minimum: _("%(count)s pekerja", count=minimum.count),
    RuleTest: tell_rule_test,
    OwnQuestion: tell_question,
    Option: lambda option: label_in_language(option.label),
}
"""How a value is said by what it is, where no parameter has words of its own for it."""
