"""Paint pages with a template environment bound to each language, so that a message costs next to nothing."""

from functools import cache
from pathlib import Path
from typing import Any

from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sertakan.kernel.month import Month
from sertakan.localisation.formats import (
    format_date,
    format_mobile,
    format_moment,
    format_month,
    format_number,
    format_rupiah,
)
from sertakan.localisation.messages import (
    current_language,
    current_sentences,
    own_sentence,
    translations_for,
)
from sertakan.web.page import Page, build_page
from sertakan.web.sentences import ground_sentence, sentence, word_for
from sertakan.web.staticfiles import asset_url
from sertakan.web.templating import TranslatedEnvironment
from sertakan.web.visit import visit

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment(language: str, *, has_own: bool = False) -> Environment:
    """Return the templates of one language; where regencies have own sentences, these are looked up each time."""
    made = TranslatedEnvironment(
        translations_for(language),
        own_sentence if has_own else None,
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=1000,
    )
    made.globals.update(
        locale=language,
        asset=asset_url,
        word_for=word_for,
        sentence=sentence,
        ground_sentence=ground_sentence,
        month_of=Month.parse,
    )
    made.filters.update(
        rupiah=format_rupiah,
        number=format_number,
        day=format_date,
        month=format_month,
        moment=format_moment,
        mobile=format_mobile,
    )
    return made


def paint(template: str, **context: Any) -> str:
    """Return a page in the person's language."""
    return paint_framed(template, build_page(visit()), **context)


def paint_framed(template: str, frame: Page, **context: Any) -> str:
    """Return a page in the person's language, in a frame other than its usual one."""
    here = environment(current_language(), has_own=current_sentences() is not None)
    return here.get_template(template).render(page=frame, **context)


def paint_macro(language: str, template: str, macro: str, *arguments: Any) -> Markup:
    """Return what one macro of a template paints, for parts that are kept."""
    here = environment(language, has_own=current_sentences() is not None)
    painted: Markup = getattr(here.get_template(template).module, macro)(*arguments)
    return painted


def answer(template: str, status: int = 200, **context: Any) -> Response:
    """Return a page as an answer with a status."""
    return Response(paint(template, **context), status, mimetype="text/html")
