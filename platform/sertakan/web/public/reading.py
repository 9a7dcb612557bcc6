"""Pages to read before deciding: questions and answers, the regulation, and what happens with data."""

from sertakan.localisation.messages import current_language
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.web.access import visitors
from sertakan.web.application import SiteBlueprint
from sertakan.web.public.figures import figures_on, in_millions
from sertakan.web.public.law import tell_national, tell_open_points, tell_programme
from sertakan.web.public.law_words import BASES, CERTAINTY, PURPOSES
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


@blueprint.get("/perbup")
@visitors
def regulation() -> str:
    """Tell the rules that hold here today."""
    here = visit()
    return _paint_regulation(here.regency, here.law_revision)


@blueprint.get("/perbup/<int(min=1, max=1000000):revision>")
@visitors
def earlier_regulation(revision: int) -> str:
    """Tell the rules as an earlier revision had them."""
    return _paint_regulation(tenancy.read_revision(visit().tenant.id, revision), revision)


def _paint_regulation(document: RegencyDocument, revision: int) -> str:
    here = visit()
    return paint(
        "public/regulation.html",
        document=document,
        revision=revision,
        newest=here.law_revision,
        today=here.today,
        certainty=CERTAINTY,
        figures=figures_on(here.today, document.programme.default_bracket),
        programme=tell_programme(document, here.today),
        national=tell_national(here.today),
        open_points=tell_open_points(),
    )


@blueprint.get("/privasi")
@visitors
def privacy() -> str:
    """Say what is held of whom, why, and whom to ask."""
    document = visit().regency
    bases = [(word, getattr(document.privacy, purpose)) for purpose, word in PURPOSES.items()]
    notice = document.privacy.notice
    spoken = notice.in_language("ban" if current_language() == "ban" else "id") or notice.id
    return paint("public/privacy.html", document=document, bases=bases, basis_words=BASES, own_notice=spoken)
