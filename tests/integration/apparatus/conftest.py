"""A clerk of our regency, and the worker that enters sheets with its own rights."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from tests.factories.apparatus import NOW, clerk
from tests.factories.identity import make_staff
from tests.fixtures.application import Work
from tests.fixtures.database import Database, close, settings_for

from sertakan.app import create_app
from sertakan.apparatus.model import Clerk, ImportKind, ImportState
from sertakan.apparatus.service import entering
from sertakan.apparatus.service.previewing import preview_sheet
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy.model import Tenant
from sertakan.web.application import SertakanApp

Enter = Callable[..., UUID]


@pytest.fixture
def worker(database: Database) -> Iterator[SertakanApp]:
    """The application with the rights of the worker."""
    made = create_app(settings_for(database, DATABASE_URL=database.addresses.worker))
    yield made
    close(made)


@pytest.fixture
def work(worker: SertakanApp, tenant: Tenant) -> Callable[[UUID], None]:
    """Do the jobs of one import, step by step, with the worker's own rights."""

    def work(import_id: UUID) -> None:
        is_running = True
        while is_running:
            with worker.app_context(), enter_tenant(tenant.id):
                entering.enter_rows(tenant.id, import_id, NOW)
                is_running = entering.get_import(tenant.id, import_id).state is ImportState.RUNNING

    return work


@pytest.fixture
def admin(tenant: Tenant, as_tenant: Work) -> Clerk:
    with as_tenant(tenant):
        return clerk(tenant.id, make_staff(tenant.id))


@pytest.fixture
def enter(tenant: Tenant, as_tenant: Work, work: Callable[[UUID], None], admin: Clerk) -> Enter:
    """Send a sheet, confirm it making the units that nobody knows, and let the worker enter it."""

    def send(content: bytes, kind: ImportKind = ImportKind.ROLL, **choices: object) -> UUID:
        with as_tenant(tenant):
            import_id = preview_sheet(admin, kind, content)
            units = dict.fromkeys(entering.get_import(tenant.id, import_id).notes["units"])
            entering.start(admin, import_id, entering.Choices(units=units, **choices))  # type: ignore[arg-type]
        work(import_id)
        return import_id

    return send
