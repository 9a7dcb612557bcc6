"""Recovery codes on a page that is shown once, to be printed or written down."""

from collections.abc import Sequence

from flask import flash, redirect
from werkzeug.wrappers import Response

from sertakan.localisation import gettext as _
from sertakan.web.access import signed_in
from sertakan.web.rendering import paint
from sertakan.web.visit import visit


def show_codes(codes: Sequence[str]) -> str:
    """Paint new recovery codes; nobody, not even we, can show them again."""
    return paint(
        "regency/own/codes.html",
        codes=codes,
        name=signed_in().name,
        today=visit().today,
        document=visit().regency,
    )


def codes_or_home(codes: Sequence[str]) -> str | Response:
    """Show recovery codes if there are new ones, else go on."""
    if codes:
        return show_codes(codes)
    flash(_("Pengaman kedua Anda sudah ditambah."), "success")
    return redirect("/kelola/petugas/saya", code=303)
