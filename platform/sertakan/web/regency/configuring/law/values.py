"""Say the plain values of a law part, and the paths to them, in words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel.speaklater import LazyString

from sertakan.configuration.model import ABSENT, FieldChange, Plain
from sertakan.kernel.month import Month
from sertakan.localisation import gettext as _
from sertakan.localisation.document_labels import name_of
from sertakan.localisation.formats import format_date, format_month, format_number, format_rupiah
from sertakan.localisation.messages import LANGUAGES
from sertakan.regulation.service import national_rules
from sertakan.tenancy.document import MinimumWorkers, Option, OwnQuestion, RuleTest
from sertakan.web.choices import occupation_label
from sertakan.web.public.law_values import tell_minimum
from sertakan.web.public.law_words import CATEGORIES, MONEY, RELATIONS
from sertakan.web.sentences import word_for

_ENTRY = re.compile(r"\[(.*)\]", re.DOTALL)
_LISTED: Mapping[str, Mapping[str, LazyString]] = {
    "sponsor_categories": CATEGORIES,
    "category": CATEGORIES,
    "relations_allowed": RELATIONS,
    "relation": RELATIONS,
    "funding_sources": MONEY,
    "funding": MONEY,
}
# Which group of words tells the values of a field; the fields of the form are told by their presence.
_GROUPS = {
    "obligation": "obligation",
    "verification": "verification",
    "ways": "way",
    "confidence": "certainty",
    "rank": "sponsor_rank",
    "verdict": "verdict",
    "employment": "employment",
    "sector": "sector",
    "kind": "question_kind",
}
_OCCUPATIONS = frozenset({"occupation", "occupations_allowed"})
_PARAMETER = "parameter"
_OF_QUESTION = ("options", "hint", "error", "only_categories")


def tell_path(path: str) -> str:
    """Return what people call the field at a path, with the entry of a list in which it stands."""
    entry = _ENTRY.search(path)
    name = name_of(_ENTRY.sub("", path))
    if entry is None:
        return _capital(name)
    told = _tell_entry(path, entry[1])
    field = path[entry.end() :].lstrip(".")
    return told if not field else f"{told}: {name}"


def _tell_entry(path: str, key: str) -> str:
    if path.startswith("clauses"):
        parameter, _comma, begins = key.partition(", ")
        if begins:
            day = format_date(date.fromisoformat(begins))
            return _("Pasal untuk %(parameter)s sejak %(day)s", parameter=name_of(parameter), day=day)
        return _("Pasal untuk %(parameter)s", parameter=name_of(parameter))
    if path.startswith("rule_tests"):
        return _("Uji aturan “%(name)s”", name=key)
    return f"{_capital(name_of(path.partition('[')[0]))} “{key}”"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def tell_value(path: str, value: Plain) -> str:
    """Return a plain value in words."""
    if value is ABSENT:
        return _("tidak ada")
    if value is None or value == "":
        return _("belum diisi")
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, list):
        return ", ".join(tell_value(path, each) for each in value) or _tell_nothing(path)
    if isinstance(value, dict):
        return _tell_table(path, value)
    return _tell_single(path, value)


def _tell_nothing(path: str) -> str:
    if path.endswith(".occupations_allowed"):
        return _("semua pekerjaan")
    return _("dinas saja") if path.endswith(".verification") else _("kosong")


def _tell_single(path: str, value: str | int) -> str:
    name = path.rpartition(".")[2]
    if name in _LISTED:
        return str(_LISTED[name].get(str(value), value))
    if name in _OCCUPATIONS:
        return occupation_label(national_rules(), str(value))
    if name in _GROUPS or path.startswith("form."):
        return _word(_GROUPS.get(name, "presence"), str(value))
    return _TELLERS.get(name, _plainly)(value)


def _word(group: str, code: str) -> str:
    try:
        return word_for(group, code)
    except KeyError:
        return code  # not a choice that we offer; the check says so


def _plainly(value: Any) -> str:
    return format_number(value) if type(value) is int and value > 9999 else str(value)


def _day(value: Any) -> str:
    try:
        return format_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _month(value: Any) -> str:
    return (
        format_month(Month.parse(str(value)))
        if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", str(value))
        else str(value)
    )


_TELLERS: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(
        ("enacted_on", "effective_from", "applied_from", "ends_on", "valid_from", "valid_to"), _day
    ),
    **dict.fromkeys(("registration_start", "registration_end"), _day),
    "month": _month,
    "cost": lambda value: format_rupiah(int(value)),
    _PARAMETER: lambda value: name_of(str(value)),
}


def _tell_table(path: str, value: Mapping[str, Plain]) -> str:
    if _PARAMETER in value:
        return tell_clause(value)
    if value.keys() == RuleTest.model_fields.keys():
        return f"{tell_worker(value)}: {tell_result(value['verdict'], value['cost'])}"
    if "sha256" in value:
        return _("PDF, %(kilobytes)s kB", kilobytes=format_number(int(value["byte_count"]) // 1024 + 1))
    if value.keys() == set(OwnQuestion.model_fields):
        return _tell_question(value)
    if value.keys() == set(Option.model_fields):
        return tell_value("", value["label"])
    if value.keys() == set(MinimumWorkers.model_fields):
        return _tell_minimum(value)
    if value.keys() <= LANGUAGES.keys():
        return " · ".join(f"{LANGUAGES[code]}: {text}" for code, text in value.items() if text)
    above = _ENTRY.sub("", path)
    shown = ((name, each) for name, each in value.items() if each not in (None, [], ""))
    return "; ".join(f"{name_of(f'{above}.{name}')}: {tell_value(name, each)}" for name, each in shown)


def _tell_question(value: Mapping[str, Plain]) -> str:
    """Return a question as an approver reads it: its words, how it is answered, by whom."""
    kind = _word("question_kind", str(value["kind"])) if value["kind"] else _("Jenisnya belum dipilih")
    parts = (
        tell_value("label", value["label"]),
        kind,
        _("Wajib dijawab") if value["is_required"] else _("Boleh dikosongkan"),
        *(
            f"{name_of(f'form.questions.{name}')}: {tell_value(name, value[name])}"
            for name in _OF_QUESTION
            if value[name]
        ),
    )
    return "; ".join(parts)


def _tell_minimum(value: Mapping[str, Plain]) -> str:
    try:
        return tell_minimum(MinimumWorkers(**value))
    except ValueError:
        return ", ".join(tell_value(name, each) for name, each in value.items() if each is not None)


def tell_clause(clause: Mapping[str, Plain]) -> str:
    """Return where a clause stands, or its mark."""
    if clause.get("uncited"):
        return _("belum bersitasi")
    if not clause.get("pasal"):
        return _("pasal belum diisi")
    if clause.get("ayat"):
        return _("Pasal %(pasal)s ayat (%(ayat)s)", pasal=clause["pasal"], ayat=clause["ayat"])
    return _("Pasal %(pasal)s", pasal=clause["pasal"])


def tell_worker(test: Mapping[str, Plain]) -> str:
    """Return for which worker, paid by whom and when, a rule test asks."""
    shown = ("category", "age", "occupation", "relation", "sector", "funding", "month")
    return " · ".join(_about(name, test.get(name)) for name in shown)


def _about(name: str, value: Plain) -> str:
    told = tell_value(f"rule_tests.{name}", value)
    return _("%(age)s tahun", age=told) if name == "age" else told


def tell_result(verdict: str | None, cost: int | None) -> str:
    """Return what comes out of a rule, or should."""
    parts = [
        tell_value("rule_tests.verdict", verdict) if verdict else "",
        _("biayanya %(cost)s", cost=format_rupiah(cost)) if cost is not None else "",
    ]
    return ", ".join(part for part in parts if part) or _("belum diisi")


def tell_change(change: FieldChange) -> dict[str, str]:
    """Return one change in words: which field, what it was, what it becomes."""
    return {
        "what": tell_path(change.path),
        "old": tell_value(change.path, change.old),
        "new": tell_value(change.path, change.new),
    }
