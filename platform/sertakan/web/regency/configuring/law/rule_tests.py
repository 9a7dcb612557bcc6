"""The rule tests: what the legal bureau says a rule must give, green or red at once."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask import Response, request
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from sertakan.configuration.rules.testing import Outcome
from sertakan.configuration.service import drafts
from sertakan.identity.permissions import Permission
from sertakan.kernel.month import Month
from sertakan.localisation import gettext as _
from sertakan.localisation import lazy_gettext as _l
from sertakan.regulation.service import national_rules
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RuleTest
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.choices import choices_of, occupations, yes_no
from sertakan.web.forms.plain import (
    PlainChoice,
    PlainForm,
    PlainNumber,
    PlainPick,
    PlainText,
    PlainYesNo,
)
from sertakan.web.public.law_words import CATEGORIES, MONEY, RELATIONS
from sertakan.web.regency.configuring.law.drafted import PATHS, drafted, law_page
from sertakan.web.regency.configuring.law.entries import entry_at, is_removal, sentences_at, with_entry
from sertakan.web.regency.configuring.law.forms import worded
from sertakan.web.regency.configuring.law.saving import keep, seen_version
from sertakan.web.regency.configuring.law.values import tell_result, tell_worker
from sertakan.web.sentences import ground_sentence, sentence, word_for
from sertakan.web.visit import visit

blueprint = SiteBlueprint("law_rule_tests", __name__, site=Site.REGENCY, url_prefix=PATHS["rule_tests"])
_BLANK = {
    name: None if field.is_required() else field.default for name, field in RuleTest.model_fields.items()
}


class _Months(PlainChoice):
    def shown(self, value: Any) -> str:
        """Return the number of months as it is chosen."""
        return str(value)

    def plain(self) -> int | None:
        """Return the number of months."""
        return int(self.data) if self.data else None


class _Verdict(PlainChoice):
    def shown(self, value: Any) -> str:
        """Return the verdict as it is chosen; none expected is a choice as well."""
        return value or ""


class RuleTestForm(PlainForm):
    """Describe a worker, who pays and when, and what must come out."""

    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = (
        ("", ("name",)),
        (
            _l("Pekerja seperti ini"),
            (
                "age",
                "occupation",
                "employment",
                "is_construction_project",
                "sector",
                "is_resident",
                "relation",
            ),
        ),
        (_l("Dibayar sumber ini, pada bulan ini"), ("category", "funding", "bracket", "month", "months")),
        (_l("Hasil yang seharusnya"), ("verdict", "cost")),
    )

    name = PlainText(_l("Nama uji"), description=_l("Misalnya: petani 40 tahun, uang pribadi."))
    age = PlainNumber(_l("Usia"), suffix=_l("tahun"))
    occupation = PlainPick(_l("Pekerjaan"))
    employment = PlainChoice(_l("Dari siapa pekerja menerima upah"))
    is_construction_project = PlainYesNo(_l("Bekerja untuk proyek konstruksi"), inline=True)
    sector = PlainChoice(_l("Sektor"), inline=True)
    is_resident = PlainYesNo(_l("Tinggal di daerah ini"), inline=True)
    relation = PlainChoice(_l("Hubungan dengan sponsor"))
    category = PlainChoice(_l("Siapa sponsornya"))
    funding = PlainPick(_l("Sumber uang iuran"))
    bracket = PlainNumber(_l("Golongan iuran"), description=_l("1 sampai 33."))
    month = PlainText(
        _l("Bulan iuran"), width="10", longest=7, description=_l("Tahun dan bulan, misalnya 2026-11.")
    )
    months = _Months(_l("Untuk berapa bulan"), inline=True)
    verdict = _Verdict(_l("Boleh tidaknya ikut"))
    cost = PlainNumber(
        _l("Biaya seluruhnya"), prefix="Rp", description=_l("Kosongkan bila biayanya tidak diuji.")
    )

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices."""
        self.occupation.choices = _occupations(values.get("occupation"))
        self.employment.choices = choices_of("employment", ("none", "sponsor_company", "other_company"))
        self.is_construction_project.choices = self.is_resident.choices = yes_no()
        self.sector.choices = choices_of("sector", ("transport", "non_transport"))
        self.relation.choices = worded(RELATIONS)
        self.category.choices = worded(CATEGORIES)
        self.funding.choices = worded(MONEY)
        self.months.choices = [
            SelectChoice(str(count), _("%(number)s bulan", number=count)) for count in (1, 3, 6, 12)
        ]
        self.verdict.choices = [
            *choices_of("verdict", ("yes", "review", "no")),
            SelectChoice("", _("Tidak diuji")),
        ]


def _occupations(held: str | None) -> list[SelectChoice]:
    choices = occupations(national_rules().occupations)
    is_known = held is None or any(choice.value == held for choice in choices)
    return choices if is_known else [*choices, SelectChoice(held, held)]


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def listing() -> Response:
    """Show every test with what the rules give."""
    now = drafted()
    tests = now.sections["rule_tests"].values
    outcomes = now.check.outcomes
    rows = [
        _row(test, outcomes[place] if place < len(outcomes) else None) for place, test in enumerate(tests)
    ]
    return law_page(
        "rule_tests.html",
        title=word_for("law_section", "rule_tests"),
        rows=rows,
        met=sum(row["is_met"] is True for row in rows),
        is_sound=now.check.document is not None,
    )


def _row(test: Mapping[str, Any], outcome: Outcome | None) -> dict[str, Any]:
    grounds = [] if outcome is None or outcome.is_met else list(outcome.grounds)
    return {
        "name": test.get("name") or _("tanpa nama"),
        "about": tell_worker(test),
        "expected": tell_result(test.get("verdict"), test.get("cost")),
        "given": None if outcome is None or outcome.is_met else _given(outcome),
        "grounds": [ground_sentence(ground) for ground in grounds],
        "is_met": None if outcome is None else outcome.is_met,
    }


def _given(outcome: Outcome) -> str:
    if outcome.refusal is not None:
        return sentence(outcome.refusal)
    verdict = outcome.verdict.value if outcome.test.verdict is not None and outcome.verdict else None
    return tell_result(verdict, outcome.cost if outcome.test.cost is not None else None)


@blueprint.get("/baru")
@staff(Permission.EDIT_LAW)
def show_new() -> Response:
    """Ask for a new test, like another one if so wished."""
    content, like = drafted().sections["rule_tests"], request.args.get("seperti", "")
    return _page(RuleTestForm.painted(_blank(content.values, like)), content.version, None, like)


@blueprint.post("/baru")
@staff(Permission.EDIT_LAW)
def add() -> Response:
    """Add a test."""
    base = drafts.read_version(visit().tenant.id, "rule_tests", seen_version()).values
    return _keep(None, _blank(base, request.form.get("seperti", "")))


def _blank(tests: list[dict[str, Any]], like: str) -> dict[str, Any]:
    """Return a test to begin from: a copy without a name, or a plain one for this month."""
    if like.isascii() and like.isdigit() and len(like) < 5:
        return {**entry_at(tests, int(like)), "name": None}
    return {**_BLANK, "month": str(Month.of(visit().today))}


@blueprint.get("/<int:place>")
@staff(Permission.EDIT_LAW)
def show(place: int) -> Response:
    """Show one test to change it."""
    content = drafted().sections["rule_tests"]
    return _page(RuleTestForm.painted(entry_at(content.values, place)), content.version, place)


@blueprint.post("/<int:place>")
@staff(Permission.EDIT_LAW)
def change(place: int) -> Response:
    """Change or remove one test."""
    base = drafts.read_version(visit().tenant.id, "rule_tests", seen_version()).values
    return _keep(place, entry_at(base, place))


def _keep(place: int | None, values: Mapping[str, Any]) -> Response:
    seen = seen_version()
    base = drafts.read_version(visit().tenant.id, "rule_tests", seen).values
    form = RuleTestForm(values, request.form)
    if not is_removal() and not form.validate():
        return _page(form, seen, place, request.form.get("seperti", ""), status=400)
    entry = None if is_removal() else {**values, **form.plain()}
    return keep("rule_tests", with_entry(base, place, entry), back=PATHS["rule_tests"])


def _page(form: RuleTestForm, seen: int, place: int | None, like: str = "", *, status: int = 200) -> Response:
    return law_page(
        "entry.html",
        status=status,
        title=_("Tambah uji aturan") if place is None else _("Ubah uji aturan"),
        told=None,
        form=form,
        groups=[(str(title), [form[field] for field in names]) for title, names in form.GROUPS],
        seen=seen,
        hidden=[("seperti", like)] if place is None else [],
        action=PATHS["rule_tests"] + ("/baru" if place is None else f"/{place}"),
        back=PATHS["rule_tests"],
        may_delete=place is not None,
        problems=sentences_at("rule_tests", place),
    )
