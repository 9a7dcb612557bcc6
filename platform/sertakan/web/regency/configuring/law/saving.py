"""Keep what an editor sent: at once in the background, or by the button; and show a collision as what it is."""

import json
from collections.abc import Sequence

from flask import Response, flash, redirect, request
from werkzeug.exceptions import BadRequest

from sertakan.configuration.errors import SectionCollided
from sertakan.configuration.model import Collision, Plain
from sertakan.configuration.service import drafts
from sertakan.kernel.clock import local_time
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import gettext as _
from sertakan.web.regency.configuring.editing import editor_at_hand
from sertakan.web.regency.configuring.law.drafted import DRAFT, PATHS, forget_drafted, law_page
from sertakan.web.regency.configuring.law.values import tell_path, tell_value
from sertakan.web.rendering import answer
from sertakan.web.sentences import sentence, word_for
from sertakan.web.visit import visit


def seen_version() -> int:
    """Return the version that the form was painted from; a published revision is a negative one.

    :raises BadRequest: when the form does not say
    """
    return as_version(request.form.get("seen", ""))


def as_version(text: str) -> int:
    """Read a version.

    :raises BadRequest: when it is none
    """
    figures = text.removeprefix("-")
    if not (figures.isascii() and figures.isdigit() and len(figures) < 10):
        raise BadRequest
    return int(text)


def is_background() -> bool:
    """Tell whether the form was sent by itself, so that only the note beside the button is wanted."""
    return request.headers.get("HX-Request") == "true"


def keep(section: str, mine: Plain, *, back: str) -> Response:
    """Keep a section as the editor has it, and lead back to its page."""
    seen = seen_version()
    try:
        kept = drafts.save_section(editor_at_hand(), section, mine, seen)
    except SectionCollided as collided:
        return tell_collision(collided, mine, seen)
    except Refusal as refusal:
        if is_background():
            return note(sentence(refusal), is_kept=False)
        raise
    forget_drafted()
    told = _("Tersimpan %(time)s", time=f"{local_time(visit().now, visit().zone):%H.%M}")
    if is_background():
        # Where others changed something, the form does not show it yet: it goes on from what it was painted from.
        return note(told, seen=kept.version if kept.values == mine else seen)
    flash(told, "success")
    return redirect(back, code=303)  # type: ignore[return-value]


def note(text: str, *, is_kept: bool = True, seen: int | None = None) -> Response:
    """Return what is said beside the button, and the version from which the form goes on."""
    return answer("regency/configuring/law/_note.html", text=text, is_kept=is_kept, seen=seen)


def tell_collision(collided: SectionCollided, mine: Plain, seen: int) -> Response:
    """Show both values of every field that two people changed, mine kept as it was typed."""
    if is_background():
        told = _("Orang lain mengubah isian yang sama. Tekan Simpan untuk memilih.")
        return note(told, is_kept=False)
    return collision_page(
        collided.section, collided.collisions, mine, seen=seen, current=collided.current, status=409
    )


def collision_page(
    section: str, collisions: Sequence[Collision], mine: Plain, *, seen: int, current: int, status: int
) -> Response:
    """Return the page on which an editor decides each collision."""
    fields = [
        {
            "what": tell_path(collision.path),
            "mine": tell_value(collision.path, collision.mine),
            "theirs": tell_value(collision.path, collision.theirs),
        }
        for collision in collisions
    ]
    return law_page(
        "collision.html",
        status=status,
        title=word_for("law_section", section),
        fields=fields,
        mine=json.dumps(mine, ensure_ascii=False),
        seen=seen,
        current=current,
        action=f"{DRAFT}/pilih/{section}",
        back=PATHS[section],
    )
