"""The form of the sponsor: common fields in one table, and the regency's own questions in their order."""

import re
from typing import Any

from flask import Response, request

from sertakan.configuration.model import Plain, Weight
from sertakan.configuration.rules.questions import (
    BLANK,
    Question,
    Questions,
    flatten,
    gather,
    key_from,
    moved,
    place_of,
    put,
    without,
)
from sertakan.configuration.service import drafts
from sertakan.identity.permissions import Permission
from sertakan.kernel.refusal import NotFound
from sertakan.localisation import gettext as _
from sertakan.tenancy.directory import Site
from sertakan.web.access import staff
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.law_words import CATEGORIES
from sertakan.web.regency.configuring.law.drafted import (
    PATHS,
    drafted,
    law_page,
    problem_sentence,
    problems_of,
)
from sertakan.web.regency.configuring.law.question_form import FIELDS, FieldsForm, QuestionForm
from sertakan.web.regency.configuring.law.saving import keep, seen_version
from sertakan.web.sentences import word_for
from sertakan.web.visit import visit

BACK = PATHS["form"]
blueprint = SiteBlueprint("law_form", __name__, site=Site.REGENCY, url_prefix=BACK)
_AT = re.compile(r"form\.questions\[(\d+)\]\.?(.*)")
_MOVES = {"naik": -1, "turun": 1}


@blueprint.get("")
@staff(Permission.SEE_SETTINGS)
def listing() -> Response:
    """Show which fields are asked, and the own questions in their order."""
    content = drafted().sections["form"]
    return law_page(
        "form.html",
        title=word_for("law_section", "form"),
        form=FieldsForm.painted({name: content.values.get(name) for name in FIELDS}),
        seen=content.version,
        questions=[_row(place, each) for place, each in enumerate(content.values["questions"])],
    )


def _row(place: int, question: Question) -> dict[str, Any]:
    categories = question.get("only_categories") or ()
    label = question.get("label") or {}
    kind = question.get("kind")
    return {
        "key": question["key"],
        "label": label.get("id") or _("Pertanyaan tanpa kalimat"),
        "balinese": label.get("ban"),
        "kind": word_for("question_kind", str(kind)) if kind else _("Jenisnya belum dipilih"),
        "is_required": question.get("is_required"),
        "only": ", ".join(str(CATEGORIES[each]) for each in categories if each in CATEGORIES),
        "faults": [text for _name, text in _faults_at(place)],
    }


def _faults_at(place: int) -> list[tuple[str, str]]:
    """Return what stops the publication of a question: the field of its page, and the sentence."""
    found = []
    for problem in problems_of("form"):
        at = _AT.fullmatch(problem.path)
        if at and int(at[1]) == place and problem.weight is Weight.BLOCKING:
            found.append((_field_at(at[2]), problem_sentence(problem)))
    return found


def _field_at(below: str) -> str:
    name, _bracket, inside = below.partition("[")
    if name == "options":
        return "options_ban" if inside.endswith(".ban") else "options_id"
    field = name.replace(".", "_")
    return f"{field}_id" if field in {"label", "hint", "error"} else field


@blueprint.post("")
@staff(Permission.EDIT_LAW)
def keep_fields() -> Response:
    """Keep which common fields are asked."""
    base = _base()
    form = FieldsForm({name: base.get(name) for name in FIELDS}, request.form)
    form.validate()
    return keep("form", {**base, **form.plain()}, back=BACK)


def _base() -> dict[str, Plain]:
    values: dict[str, Plain] = drafts.read_version(visit().tenant.id, "form", seen_version()).values
    return values


def _keep_questions(questions: Questions, base: dict[str, Plain]) -> Response:
    return keep("form", {**base, "questions": list(questions)}, back=f"{BACK}#questions")


@blueprint.post("/urutan")
@staff(Permission.EDIT_LAW)
def order() -> Response:
    """Move a question one place up or down."""
    base = _base()
    questions = base["questions"]
    for name, steps in _MOVES.items():
        if key := request.form.get(name):
            questions = moved(questions, key, steps)
    return _keep_questions(questions, base)


@blueprint.get("/pertanyaan/baru")
@staff(Permission.EDIT_LAW)
def show_new() -> Response:
    """Ask for a new question, like another one if so wished."""
    content, like = drafted().sections["form"], request.args.get("seperti", "")
    question = _found(content.values["questions"], like) if like else BLANK
    return _page(QuestionForm.painted(flatten(question)), content.version, None, like)


@blueprint.post("/pertanyaan/baru")
@staff(Permission.EDIT_LAW)
def add() -> Response:
    """Add a question; its key is made from its words and never changes again."""
    base, like = _base(), request.form.get("seperti", "")
    question = {**(_found(base["questions"], like) if like else BLANK), "key": None}
    form = QuestionForm(flatten(question), request.form)
    if not form.validate() or not form.plain()["label_id"]:
        return _page(_wanting_label(form), seen_version(), None, like, status=400)
    made = gather(question, form.plain())
    taken = {
        str(each["key"]) for each in (*base["questions"], *drafted().sections["form"].values["questions"])
    }
    made["key"] = key_from(str(form.plain()["label_id"]), taken | _published_keys())
    return _keep_questions(put(base["questions"], made), base)


def _wanting_label(form: QuestionForm) -> QuestionForm:
    if not form.plain()["label_id"]:
        form.label_id.errors = [_("Tulis pertanyaannya dalam bahasa Indonesia.")]
    return form


def _published_keys() -> set[str]:
    published = drafts.read_base(visit().tenant.id).form.questions
    return {question.key for question in published}


@blueprint.get("/pertanyaan/<key>")
@staff(Permission.EDIT_LAW)
def show(key: str) -> Response:
    """Show one question to change it."""
    content = drafted().sections["form"]
    questions = content.values["questions"]
    form = QuestionForm.painted(flatten(_found(questions, key)))
    for name, text in _faults_at(place_of(questions, key) or 0):
        if name in form:
            form[name].errors = [*form[name].errors, text]
    return _page(form, content.version, key)


@blueprint.post("/pertanyaan/<key>")
@staff(Permission.EDIT_LAW)
def change(key: str) -> Response:
    """Change one question."""
    base = _base()
    question = _found(base["questions"], key)
    form = QuestionForm(flatten(question), request.form)
    if not form.validate():
        return _page(form, seen_version(), key, status=400)
    return _keep_questions(put(base["questions"], gather(question, form.plain())), base)


@blueprint.get("/pertanyaan/<key>/hapus")
@staff(Permission.EDIT_LAW)
def ask_removal(key: str) -> Response:
    """Ask once more, saying what becomes of drafts and answers."""
    content = drafted().sections["form"]
    question = _found(content.values["questions"], key)
    return law_page(
        "question_gone.html",
        label=(question.get("label") or {}).get("id") or key,
        seen=content.version,
        action=f"{BACK}/pertanyaan/{key}/hapus",
        back=BACK,
    )


@blueprint.post("/pertanyaan/<key>/hapus")
@staff(Permission.EDIT_LAW)
def remove(key: str) -> Response:
    """Take one question out."""
    base = _base()
    _found(base["questions"], key)
    return _keep_questions(without(base["questions"], key), base)


def _found(questions: Questions, key: str) -> Question:
    place = place_of(questions, key)
    if place is None:
        raise NotFound("draft.entry_unknown", place=key)
    return questions[place]


def _page(form: QuestionForm, seen: int, key: str | None, like: str = "", *, status: int = 200) -> Response:
    return law_page(
        "question.html",
        status=status,
        title=_("Tambah pertanyaan") if key is None else _("Ubah pertanyaan"),
        form=form,
        groups=[(str(title), [form[field] for field in names]) for title, names in form.GROUPS],
        seen=seen,
        like=like,
        action=f"{BACK}/pertanyaan/{key or 'baru'}",
        removal=f"{BACK}/pertanyaan/{key}/hapus" if key else None,
        back=BACK,
    )
