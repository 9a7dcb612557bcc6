"""Who works on the apparatus on the page at hand."""

from flask import request
from werkzeug.wrappers import Response

from sertakan.apparatus.model import Clerk
from sertakan.sheets.writing import XLSX
from sertakan.web.access import signed_in
from sertakan.web.visit import visit

BASE = "/kelola/pengaturan/unit"


def clerk_at_hand() -> Clerk:
    """Return who works here, on which day, and whether only people who do not exist are accepted."""
    here = visit()
    return Clerk(
        tenant_id=here.tenant.id,
        account_id=signed_in().account_id,
        wants_synthetic=here.tenant.wants_synthetic_people,
        zone=here.zone,
        today=here.today,
        now=here.now,
    )


def page_number() -> int:
    """Return which page of a list is asked for, the first one when that cannot be read."""
    return min(max(request.args.get("halaman", 1, type=int), 1), 10_000)


def workbook(content: bytes, name: str) -> Response:
    """Return a workbook as a file to keep."""
    return Response(
        content,
        mimetype=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.xlsx"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
