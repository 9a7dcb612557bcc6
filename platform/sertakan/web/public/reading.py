"""Pages to read before deciding: questions and answers, and what happens with data."""

from sertakan.localisation.messages import current_language
from sertakan.tenancy.directory import Site
from sertakan.web.access import visitors
from sertakan.web.application import SiteBlueprint
from sertakan.web.own_answers import labels_of
from sertakan.web.public.figures import figures_on, in_millions
from sertakan.web.public.law_words import BASES, PURPOSES
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("reading", __name__, site=Site.REGENCY)


@blueprint.get("/bantuan")
@visitors
def help_page() -> str:
    """Answer what people ask first."""
    here = visit()
    figures = figures_on(here.today, here.regency.programme.default_bracket)
    return paint("public/help.html", document=here.regency, figures=figures, juta=in_millions)


@blueprint.get("/privasi")
@visitors
def privacy() -> str:
    """Say what is held of whom, why, and whom to ask."""
    document = visit().regency
    bases = [(word, getattr(document.privacy, purpose)) for purpose, word in PURPOSES.items()]
    notice = document.privacy.notice
    return paint(
        "public/privacy.html",
        document=document,
        bases=bases,
        basis_words=BASES,
        own_questions=labels_of(document.form),
        own_notice=notice.in_language("ban" if current_language() == "ban" else "id") or notice.id,
    )
