"""Each page of the form: how it is filled from the draft, and what it puts back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from sertakan.enrolment.model import Draft, Sponsor, Step
from sertakan.enrolment.rules import joining
from sertakan.kernel.identifier import Nik
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import fold
from sertakan.localisation import gettext as _
from sertakan.localisation.formats import format_mobile
from sertakan.regulation.model import Sector
from sertakan.regulation.service import national_rules
from sertakan.tenancy import service as tenancy
from sertakan.web.choices import as_answer, as_choice
from sertakan.web.forms import PageForm
from sertakan.web.public.precheck import sector_of
from sertakan.web.sentences import sentence_for
from sertakan.web.sponsor.forms import (
    BirthForm,
    ContactForm,
    ContributionForm,
    IdentityForm,
    OccupationForm,
    PlaceForm,
    RelationForm,
    funding_for,
)
from sertakan.web.visit import visit

Found = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Page:
    """Tie a page's template to the way its form is made and read."""

    template: str
    make: Callable[[Draft, Sponsor], PageForm]
    read: Callable[[Any, Draft], Found | None]


def _relation_form(draft: Draft, _sponsor: Sponsor) -> PageForm:
    kept = draft.answers
    return RelationForm(
        data={
            "relation": kept.relation,
            "employment": kept.employment,
            "construction_project": as_choice(kept.construction_project, is_answered=kept.relation_done),
            "member_elsewhere": as_choice(kept.member_elsewhere, is_answered=kept.relation_done),
        }
    )


def _relation(form: RelationForm, _draft: Draft) -> Found | None:
    return {
        "relation": form.relation.data,
        "employment": form.employment.data,
        "construction_project": as_answer(form.construction_project.data),
        "member_elsewhere": as_answer(form.member_elsewhere.data),
        "relation_done": True,
    }


def _identity_form(draft: Draft, _sponsor: Sponsor) -> PageForm:
    return IdentityForm(data={"nik": draft.answers.nik, "full_name": draft.answers.full_name})


def _identity(form: IdentityForm, draft: Draft) -> Found | None:
    nik = Nik(str(form.nik.data))
    try:
        joining.ensure_fits_space(nik, wants_synthetic=visit().tenant.wants_synthetic_people)
    except Refusal as refusal:
        form.add_refusal(refusal)
        return None
    found: Found = {"nik": nik.value, "full_name": form.full_name.data}
    if draft.answers.nik != nik.value and draft.answers.birth_date is None:
        found |= {"sex": nik.sex.value}
    if draft.answers.nik not in {None, nik.value}:
        # Another person: what the first one agreed to says nothing about them.
        found |= dict.fromkeys(("consent_way", "consent_at", "consent_proof", "consent_code"))
    return found


def _birth_form(draft: Draft, _sponsor: Sponsor) -> PageForm:
    kept, here = draft.answers, visit()
    coded = Nik(kept.nik).birth_date(here.today) if kept.nik else None
    return BirthForm(
        here.today,
        data={
            "birth_place": kept.birth_place,
            "birth_date": kept.birth_date or coded,
            "sex": kept.sex or (Nik(kept.nik).sex.value if kept.nik else None),
        },
    )


def _birth(form: BirthForm, _draft: Draft) -> Found | None:
    return {name: form.value(name) for name in ("birth_place", "birth_date", "sex")}


def _occupation_form(draft: Draft, _sponsor: Sponsor) -> PageForm:
    kept = draft.answers
    carries = None if kept.sector is None else as_choice(kept.sector == Sector.TRANSPORT)
    return OccupationForm(visit().today, data={"occupation": kept.occupation, "carries": carries})


def _occupation(form: OccupationForm, _draft: Draft) -> Found | None:
    return {"occupation": form.occupation.data, "sector": sector_of(form.carries.data).value}


def _village_words() -> str:
    return visit().regency.words.village


def _address_form(draft: Draft, _sponsor: Sponsor) -> PageForm:
    kept = draft.answers
    form = PlaceForm(
        query_label=_("Cari %(village)s tempat tinggalnya", village=_village_words()),
        text_label=_("Jalan, nomor rumah, %(hamlet)s", hamlet=visit().regency.words.hamlet),
        is_text_required=True,
        data={"query": kept.village_label, "village_code": kept.village_code, "text": kept.address},
    )
    return _with_places(form, kept.village_code, kept.village_label)


def _workplace_form(draft: Draft, _sponsor: Sponsor) -> PageForm:
    kept = draft.answers
    form = PlaceForm(
        query_label=_("Cari %(village)s tempat kerjanya", village=_village_words()),
        text_label=_("Keterangan tempat kerja"),
        is_text_required=False,
        data={
            "query": kept.work_village_label,
            "village_code": kept.work_village_code,
            "text": kept.workplace,
        },
    )
    return _with_places(form, kept.work_village_code, kept.work_village_label)


def _with_places(form: PlaceForm, code: str | None, label: str | None) -> PlaceForm:
    query = str(form.query.data or "")
    if request.method == "GET" or query == label:
        form.offer([(code, *_split(label))] if code and label else [])
    elif wanted := fold(query):
        form.offer(tenancy.search_villages(wanted, regency_code=visit().regency.identity.region_code))
    if form.village_code.data not in {str(value) for value, *_rest in form.village_code.iter_choices()}:
        # What was chosen among other results no longer counts, and what is not shown cannot be mended.
        form.village_code.data = None
    return form


def _split(label: str) -> tuple[str, str]:
    name, _comma, where = label.partition(", ")
    return name, where


def _place(form: PlaceForm, code_name: str, label_name: str, text_name: str) -> Found | None:
    offered = {str(value): str(label) for value, label, *_rest in form.village_code.iter_choices()}
    chosen = form.village_code.data
    if chosen not in offered and len(offered) == 1 and not chosen:
        chosen = next(iter(offered))
    if chosen not in offered:
        code = "village.missing" if not form.query.data else "village.unknown" if offered else "village.none"
        form.query.errors = [sentence_for(code, village=_village_words())]
        return None
    return {code_name: chosen, label_name: offered[chosen], text_name: form.text.data or None}


def _address(form: PlaceForm, _draft: Draft) -> Found | None:
    return _place(form, "village_code", "village_label", "address")


def _workplace(form: PlaceForm, draft: Draft) -> Found | None:
    if form.same.data:
        kept = draft.answers
        return {
            "work_village_code": kept.village_code,
            "work_village_label": kept.village_label,
            "workplace": form.text.data or None,
        }
    return _place(form, "work_village_code", "work_village_label", "workplace")


def _contact_form(draft: Draft, _sponsor: Sponsor) -> PageForm:
    return ContactForm(
        visit().regency, data={"mobile": _as_written(draft.answers.mobile), **draft.answers.optional}
    )


def _as_written(mobile: str | None) -> str | None:
    return format_mobile(mobile) if mobile else None


def _contact(form: ContactForm, draft: Draft) -> Found | None:
    found: Found = {
        "mobile": form.mobile.data or None,
        "optional": form.extra_answers(),
        "contact_done": True,
    }
    if draft.answers.consent_way == "code" and found["mobile"] != draft.answers.mobile:
        # The consent was given from another phone; it has to be given again.
        found |= {"consent_way": None, "consent_at": None}
    return found


def _contribution_form(draft: Draft, sponsor: Sponsor) -> PageForm:
    kept, here = draft.answers, visit()
    sources = funding_for(here.regency, sponsor.category)
    return ContributionForm(
        here.regency,
        sponsor.category,
        here.today,
        data={
            "months": str(kept.months) if kept.months else None,
            "bracket": str(kept.bracket or here.regency.programme.default_bracket),
            # Where there is but one source there is nothing to choose.
            "funding": kept.funding or (sources[0] if len(sources) == 1 else None),
            "own_code": kept.own_code,
        },
    )


def _contribution(form: ContributionForm, _draft: Draft) -> Found | None:
    return {
        "months": int(form.months.data),
        "bracket": int(form.bracket.data),
        "funding": form.funding.data,
        "own_code": form.own_code.data or None,
    }


PAGES: Mapping[Step, Page] = {
    Step.RELATION: Page(template="relation", make=_relation_form, read=_relation),
    Step.IDENTITY: Page(template="identity", make=_identity_form, read=_identity),
    Step.BIRTH: Page(template="birth", make=_birth_form, read=_birth),
    Step.OCCUPATION: Page(template="occupation", make=_occupation_form, read=_occupation),
    Step.ADDRESS: Page(template="address", make=_address_form, read=_address),
    Step.WORKPLACE: Page(template="workplace", make=_workplace_form, read=_workplace),
    Step.CONTACT: Page(template="contact", make=_contact_form, read=_contact),
    Step.CONTRIBUTION: Page(template="contribution", make=_contribution_form, read=_contribution),
}


def occupation_label_of(occupation: str | None) -> str:
    """Return an occupation as it is written on the identity card."""
    return next(
        (each.label for each in national_rules().occupations if each.id == occupation), occupation or ""
    )
