"""The regulation: what it decides today, what it decided before, what changed, and its text."""

import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import Response, current_app, request
from werkzeug.exceptions import NotFound

from sertakan.configuration.model import Standing
from sertakan.configuration.rules.standing import standings
from sertakan.configuration.service.checking import REGULATION_TEXT
from sertakan.persistence.files import find_file, read_file
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import PublishedRevision
from sertakan.web.access import visitors
from sertakan.web.application import SertakanApp, SiteBlueprint
from sertakan.web.public.changes import count_told, tell_changes
from sertakan.web.public.figures import figures_on
from sertakan.web.public.law import tell_national, tell_open_points, tell_part
from sertakan.web.public.law_words import CERTAINTY
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("perbup", __name__, site=Site.REGENCY, url_prefix="/perbup")
_REVISION = "<int(min=1, max=1000000):"
_HASH = re.compile(r"[0-9a-f]{64}")
_A_YEAR = "public, max-age=31536000, immutable"
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class PastLaw:
    """Show one published law in the history, and the one before it, which it can be compared with."""

    number: int
    applied_from: date
    standing: Standing
    restores: int | None
    before: int | None


def history_of(revisions: tuple[PublishedRevision, ...], today: date) -> list[PastLaw]:
    """Return the published laws, newest first, each with how it stands today."""
    stands = standings([each.mark for each in revisions], today)
    numbers = sorted(stands)
    return [
        PastLaw(
            number=each.mark.number,
            applied_from=each.mark.applied_from,
            standing=stands[each.mark.number],
            restores=each.credit.restores,
            before=max((number for number in numbers if number < each.mark.number), default=None),
        )
        for each in revisions
    ]


def laws_here() -> list[PastLaw]:
    """Return the history of the regency at hand."""
    here = visit()
    return history_of(_app().directory.laws_of(here.tenant), here.today)


def _app() -> SertakanApp:
    return cast("SertakanApp", current_app)


@blueprint.get("")
@visitors
def show() -> str:
    """Tell the rules that hold here today."""
    here = visit()
    return _paint(here.regency, here.law_revision)


@blueprint.get(f"/{_REVISION}revision>")
@visitors
def revision_page(revision: int) -> str:
    """Tell the rules as one revision has them."""
    here = visit()
    if revision == here.law_revision:
        return _paint(here.regency, revision)
    return _paint(tenancy.read_revision(here.tenant.id, revision), revision)


def _paint(document: RegencyDocument, revision: int) -> str:
    here, laws = visit(), laws_here()
    day = day_of(laws, revision)
    return paint(
        "public/regulation.html",
        document=document,
        revision=revision,
        newest=here.law_revision,
        laws=laws,
        law=next((law for law in laws if law.number == revision), None),
        today=here.today,
        certainty=CERTAINTY,
        figures=figures_on(here.today, document.programme.default_bracket),
        parts={part: tell_part(document, part, day) for part in ("programme", "form", "consent")},
        national=tell_national(here.today),
        open_points=tell_open_points(),
    )


def day_of(laws: list[PastLaw], revision: int) -> date:
    """Return the day on which a revision is read: today, or the first day of one that does not hold today."""
    law = next((law for law in laws if law.number == revision), None)
    return visit().today if law is None or law.standing is Standing.IN_FORCE else law.applied_from


@blueprint.get(f"/{_REVISION}earlier>/banding/{_REVISION}later>")
@visitors
def compare(earlier: int, later: int) -> str:
    """Tell what differs between two revisions."""
    tenant_id, laws = visit().tenant.id, laws_here()
    old, new = (tenancy.read_revision(tenant_id, number) for number in (earlier, later))
    groups = tell_changes(old, new, old_day=day_of(laws, earlier), new_day=day_of(laws, later))
    return paint(
        "public/differences.html",
        document=new,
        groups=groups,
        count=count_told(groups),
        earlier=earlier,
        later=later,
        laws={law.number: law for law in laws},
    )


@blueprint.get("/naskah/<string(length=64):sha256>")
@visitors
def text(sha256: str) -> Response:
    """Hand out the text of a published regulation; its address names what it holds, so it never changes."""
    tenant_id = visit().tenant.id
    if not _HASH.fullmatch(sha256) or not tenancy.is_published_text(tenant_id, sha256):
        raise NotFound
    file_id = find_file(tenant_id, purpose=REGULATION_TEXT, sha256_hex=sha256)
    if file_id is None:
        raise NotFound
    headers = {"Cache-Control": _A_YEAR, "ETag": f'"{sha256}"'}
    if request.if_none_match.contains(sha256):
        return Response(status=304, headers=headers)
    found = read_file(tenant_id, file_id)
    return Response(
        found.content,
        mimetype=found.media_type.value,
        headers={**headers, "Content-Disposition": f'inline; filename="{_file_name(sha256)}"'},
    )


def _file_name(sha256: str) -> str:
    document = visit().regency
    reference = document.short_reference if _is_text_of(document, sha256) else None
    name = f"{reference or document.words.regulation_short} {document.identity.slug} {sha256[:8]}"
    return f"{_NOT_IN_A_NAME.sub('-', name.lower())}.pdf"


def _is_text_of(document: RegencyDocument, sha256: str) -> bool:
    return document.regulation.text is not None and document.regulation.text.sha256 == sha256
