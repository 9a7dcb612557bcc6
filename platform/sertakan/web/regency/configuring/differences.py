"""What the open draft changes, and how this regency's law differs from another's."""

from typing import cast

from flask import current_app, request
from werkzeug.exceptions import NotFound

from sertakan.configuration.service import drafts
from sertakan.identity.permissions import Permission
from sertakan.tenancy.directory import Site
from sertakan.tenancy.document_file import DocumentInvalid
from sertakan.web.access import staff
from sertakan.web.application import SertakanApp, SiteBlueprint
from sertakan.web.public.changes import ToldGroup, count_told, tell_changes
from sertakan.web.rendering import paint
from sertakan.web.visit import visit

blueprint = SiteBlueprint("differences", __name__, site=Site.REGENCY, url_prefix="/kelola/pengaturan")


@blueprint.get("/perubahan")
@staff(Permission.SEE_SETTINGS)
def draft() -> str:
    """Tell what the open draft changes of the law published last."""
    groups, faults = tell_draft()
    return paint(
        "regency/configuring/draft_changes.html",
        groups=groups,
        count=count_told(groups),
        has_draft=drafts.find_draft(visit().tenant.id) is not None,
        faults=faults,
    )


def tell_draft() -> tuple[list[ToldGroup], int]:
    """Return what the open draft changes, and how many faults of form keep it from being read."""
    here = visit()
    published = drafts.read_base(here.tenant.id)
    try:
        proposed = drafts.read_proposal(here.tenant.id)
    except DocumentInvalid as invalid:
        return [], len(invalid.errors)
    day = max(proposed.regulation.applied_from or here.today, here.today)
    return tell_changes(published, proposed, old_day=here.today, new_day=day), 0


@blueprint.get("/banding-daerah")
@staff(Permission.SEE_SETTINGS)
def regencies() -> str:
    """Tell how the law in force here differs from that of another regency, which everybody can read there."""
    here, directory = visit(), cast("SertakanApp", current_app).directory
    others = [each for each in directory.tenants() if each.is_open and each.id != here.tenant.id]
    chosen = request.args.get("daerah", "")
    other = directory.published_law(chosen, here.now) if chosen else None
    if chosen and (other is None or chosen == here.tenant.slug):
        raise NotFound
    groups = tell_changes(other, here.regency, old_day=here.today, new_day=here.today) if other else []
    return paint(
        "regency/configuring/regencies.html",
        document=here.regency,
        other=other,
        others=[(each.slug, each.name) for each in sorted(others, key=lambda each: each.name)],
        chosen=chosen,
        groups=groups,
        count=count_told(groups),
    )
