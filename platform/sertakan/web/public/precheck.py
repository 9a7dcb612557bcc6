"""The pre-check: may this person be enrolled, at which price, and on what does that rest."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import redirect, session
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms.validators import StopValidation

from sertakan.kernel.month import Month
from sertakan.localisation import lazy_gettext as _l
from sertakan.localisation.formats import format_month, format_rupiah
from sertakan.localisation.messages import OwnSentences, current_language, current_sentences
from sertakan.regulation.model import (
    Answers,
    Eligibility,
    Employment,
    FundingSource,
    MonthPrice,
    Relation,
    Sector,
    SponsorCategory,
)
from sertakan.regulation.rules import decide_eligibility, price_months
from sertakan.regulation.service import national_rules, terms_of
from sertakan.tenancy.directory import Site
from sertakan.web.access import visitors
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import as_answer, choices_of, occupations, yes_no, yes_no_unknown
from sertakan.web.forms import ChoiceField, PageForm, PickField, TextField
from sertakan.web.rendering import answer, paint, paint_macro
from sertakan.web.sentences import sentence_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("precheck", __name__, site=Site.REGENCY)
PRECHECK = "precheck"
_OLDEST = 120
_A_YEAR = 12
_EMPLOYMENTS = ("none", "sponsor_company", "other_company")


class AgeField(TextField):
    """Hold an age in whole years."""

    def check(self, text: str) -> None:
        """Refuse what is no age."""
        if not (text.isascii() and text.isdigit()) or not 0 < int(text) <= _OLDEST:
            raise StopValidation(sentence_for("age.number"))


class PrecheckForm(PageForm):
    """Ask who sponsors whom."""

    sponsor = ChoiceField(_l("Siapa Anda?"))
    relation = ChoiceField(_l("Apa hubungan pekerja itu dengan Anda?"))
    age = AgeField(_l("Berapa usia pekerja?"))
    occupation = PickField(_l("Apa pekerjaannya?"))
    carries = ChoiceField(_l("Apakah ia bekerja di bidang transportasi, seperti ojek, kurir, atau sopir?"))
    employment = ChoiceField(_l("Dari siapa ia menerima upah?"))
    construction_project = ChoiceField(
        _l("Bila ia tukang bangunan: apakah ia dipekerjakan untuk suatu proyek?")
    )
    member_elsewhere = ChoiceField(_l("Apakah ia sudah menjadi peserta BPJS Ketenagakerjaan?"))
    resident = ChoiceField(_l("Apakah ia tinggal di daerah ini?"))

    def __init__(self, terms_categories: tuple[str, ...], **options: Any) -> None:
        super().__init__(**options)
        self.sponsor.choices = choices_of("category", terms_categories)
        self.relation.choices = choices_of("relation", [relation.value for relation in Relation])
        self.occupation.choices = occupations(national_rules().list_occupations(visit().today))
        self.carries.choices = yes_no()
        self.employment.choices = choices_of("employment", _EMPLOYMENTS)
        self.construction_project.choices = yes_no_unknown()
        self.member_elsewhere.choices = yes_no_unknown()
        self.resident.choices = yes_no()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Hold what the pre-check found."""

    eligibility: Eligibility
    now: MonthPrice
    year: tuple[MonthPrice, ...]
    occupation: str

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Return month and price as the table shows them."""
        return [(format_month(price.month), format_rupiah(price.total)) for price in self.year]


def _form() -> PrecheckForm:
    categories = visit().regency.programme.sponsor_categories
    return PrecheckForm(tuple(categories))


@lru_cache(maxsize=128)
def _blank_questions(
    language: str, _own: OwnSentences | None, categories: tuple[str, ...], _today: date
) -> Markup:
    """Paint the unanswered questions once: everybody who comes new sees the same."""
    return _questions(language, PrecheckForm(categories))


def _questions(language: str, form: PrecheckForm) -> Markup:
    return paint_macro(language, "public/_precheck_questions.html", "questions", form)


@blueprint.get("/cek-syarat")
@visitors
def show_precheck() -> str:
    """Ask the questions of the pre-check."""
    return paint("public/precheck.html", **blank_context())


def blank_context() -> dict[str, object]:
    """Return what the page shows before anything is answered."""
    here = visit()
    asked = _blank_questions(
        current_language(), current_sentences(), here.regency.programme.sponsor_categories, here.today
    )
    return {"form": None, "questions": asked}


@blueprint.post("/cek-syarat")
@visitors
def precheck() -> Response:
    """Keep the answers in the visitor's own session and show what they mean."""
    form = _form()
    if not form.validate():
        return answer("public/precheck.html", 422, form=form, questions=_questions(current_language(), form))
    session[PRECHECK] = {name: form.value(name) for name in (
        "sponsor", "relation", "age", "occupation", "carries", "employment", "construction_project",
        "member_elsewhere", "resident",
    )}  # fmt: skip
    return redirect("/cek-syarat/hasil", code=303)


@blueprint.get("/cek-syarat/hasil")
@visitors
def show_outcome() -> str | Response:
    """Show yes, to be looked at, or no, with every ground and today's price in full."""
    if not (kept := session.get(PRECHECK)):
        return redirect("/cek-syarat")
    try:
        outcome = _decide(kept)
    except (KeyError, ValueError):
        return redirect("/cek-syarat")
    return paint("public/precheck_outcome.html", outcome=outcome, document=visit().regency)


def _decide(kept: dict[str, str]) -> Outcome:
    here, rules = visit(), national_rules()
    eligibility = decide_eligibility(rules, terms_of(here.regency, here.today), to_answers(kept), here.today)
    sector = sector_of(kept["carries"])
    prices = price_months(
        rules,
        Month.of(here.today),
        _A_YEAR,
        sector=sector,
        funding=FundingSource.PRIVATE,
        bracket=here.regency.programme.default_bracket,
    )
    return Outcome(eligibility=eligibility, now=prices[0], year=prices, occupation=kept["occupation"])


def sector_of(carries: str | None) -> Sector:
    """Return the sector that an answer names."""
    return Sector.TRANSPORT if carries == "yes" else Sector.NON_TRANSPORT


def to_answers(kept: dict[str, str]) -> Answers:
    """Return kept answers as the rules ask for them."""
    return Answers(
        sponsor=SponsorCategory(kept["sponsor"]),
        age=int(kept["age"]),
        occupation=kept["occupation"],
        employment=Employment(kept["employment"]),
        construction_project=as_answer(kept["construction_project"]),
        relation=Relation(kept["relation"]),
        resident=as_answer(kept["resident"]),
        member_elsewhere=as_answer(kept.get("member_elsewhere")),
    )
