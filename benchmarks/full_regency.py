"""One regency with 200,000 enrolments beside nine smaller ones, to look at plans and to measure lists.

``python -m benchmarks.full_regency <superuser address>`` fills a prepared development database.
"""

import sys
from collections.abc import Iterable
from uuid import UUID

from tests.factories.crowd import count_up_statistics, fill_regency
from tests.factories.enrolment import NIK, make_sponsor
from tests.factories.tenancy import make_work_unit

from sertakan.app import create_app
from sertakan.config import read_settings
from sertakan.persistence.crypto import blind_index, seal
from sertakan.persistence.database import enter_nobody, enter_tenant, tenant_session
from sertakan.tenancy import repository as tenancy
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

FULL, SMALL = 200_000, 20_000
_SPONSORS, _UNITS, _OPENABLE = 400, 40, 60


def fill(app: SertakanApp, superuser: str, tenants: Iterable[Tenant]) -> None:
    """Fill the first tenant wholly and the others by a tenth, inside an application context."""
    for place, tenant in enumerate(tenants):
        with enter_nobody():
            villages = [code for code, _ in tenancy.list_places(tenant.region_code) if len(code) > 8]
        with enter_tenant(tenant.id):
            sponsors = [make_sponsor(tenant.id) for _ in range(_SPONSORS)]
            units = [make_work_unit(tenant.id, f"Unit contoh {number}") for number in range(_UNITS)]
        fill_regency(
            superuser,
            tenant.id,
            SMALL if place else FULL,
            sponsors=sponsors,
            units=units,
            villages=villages,
        )
    count_up_statistics(superuser)


def make_openable(tenant_id: int) -> list[UUID]:
    """Seal what a case shows for the newest enrolments, so that they can be opened, and return them."""
    from sqlalchemy import select, update

    from sertakan.enrolment.tables import ConsentRow, EnrolmentRow, WorkerRow

    session = tenant_session()
    newest = session.execute(
        select(EnrolmentRow.id, EnrolmentRow.worker_id, ConsentRow.id.label("consent_id"))
        .join(ConsentRow, ConsentRow.enrolment_id == EnrolmentRow.id)
        .where(EnrolmentRow.tenant_id == tenant_id)
        .order_by(EnrolmentRow.submitted_at.desc())
        .limit(_OPENABLE)
    ).all()
    for row in newest:
        sealed = {
            f"{column}_sealed": seal(tenant_id, "worker", column, row.worker_id, text)
            for column, text in (("nik", NIK), ("address", "Jalan Rekaan 1"))
        }
        mine = (WorkerRow.tenant_id == tenant_id, WorkerRow.id == row.worker_id)
        session.execute(update(WorkerRow).where(*mine).values(**sealed))
        code = seal(tenant_id, "consent", "refusal_code", row.consent_id, "23456789")
        its = (ConsentRow.tenant_id == tenant_id, ConsentRow.id == row.consent_id)
        session.execute(update(ConsentRow).where(*its).values(refusal_code_sealed=code))
    sought = (WorkerRow.tenant_id == tenant_id, WorkerRow.id == newest[0].worker_id)
    session.execute(update(WorkerRow).where(*sought).values(nik_index=blind_index(tenant_id, "nik", NIK)))
    return [row.id for row in newest]


def _main(superuser: str) -> None:
    import os

    app = create_app(read_settings(os.environ))
    with app.app_context():
        tenants = sorted(app.directory.tenants(), key=lambda tenant: tenant.slug != "gianyar")[:10]
        fill(app, superuser, tenants)
        with enter_tenant(tenants[0].id):
            make_openable(tenants[0].id)


if __name__ == "__main__":
    _main(sys.argv[1])
