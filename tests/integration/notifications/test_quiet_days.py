"""On a day that is quiet where the regency lies nothing leaves but what somebody is waiting for."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.factories.identity import make_verification
from tests.fixtures.application import Work
from tests.fixtures.database import Database, close, settings_for
from tests.integration.notifications.conftest import Gateway

from sertakan.app import create_app
from sertakan.notifications import service
from sertakan.notifications.model import Channel, Text
from sertakan.notifications.senders import Senders
from sertakan.notifications.texts import CONSENT_CODE, WORKER_TOLD
from sertakan.persistence.database import enter_tenant
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import Calendar, QuietDay
from sertakan.tenancy.model import Credit, Origin, RevisionMark, RevisionPart, SpaceState, Tenant

NYEPI = date(2026, 11, 22)
# 23.30 in Gianyar (WITA) on the day before, half an hour later, and the next morning.
BEFORE, DURING = datetime(2026, 11, 21, 15, 30, tzinfo=UTC), datetime(2026, 11, 21, 16, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
Deliver = Callable[[Tenant, UUID, datetime], None]


@pytest.fixture(autouse=True)
def quiet(tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        document = tenancy.read_house(tenant.id)
        days = Calendar(quiet_days=(QuietDay(day=NYEPI, name="Nyepi"),))
        mark = RevisionMark(number=2, part=RevisionPart.HOUSE, applied_from=date(2026, 1, 1))
        credit = Credit(origin=Origin.BROWSER)
        tenancy.keep_revision(tenant.id, document.with_parts(calendar=days), mark, credit)


@pytest.fixture
def deliver(database: Database, gateway: Gateway) -> Iterator[Deliver]:
    """Deliver a message with the worker's own rights."""
    worker = create_app(settings_for(database, DATABASE_URL=database.addresses.worker))
    senders = Senders(smtp_url=None, gateway_url=gateway.address, gateway_token=None)

    def run(tenant: Tenant, message_id: UUID, now: datetime) -> None:
        with worker.app_context(), enter_tenant(tenant.id):
            assert service.deliver(tenant.id, message_id, senders, now) is None

    yield run
    close(worker)


def _write(tenant: Tenant, as_tenant: Work, template: str, **more: Any) -> UUID:
    with as_tenant(tenant):
        if more.pop("proves", False):
            more["verification_id"] = make_verification(tenant.id)
        return service.send(
            replace(tenant, state=SpaceState.LIVE),
            channel=Channel.SMS,
            recipient="+6281234567890",
            template=template,
            text=Text(subject="", body="Halo"),
            **more,
        )


def _scheduled(database: Database, message_id: UUID) -> list[datetime | None]:
    with database.as_superuser() as connection:
        rows = connection.execute(
            "SELECT scheduled_at FROM jobs.procrastinate_jobs WHERE args->>'message_id' = %s ORDER BY id",
            [str(message_id)],
        ).fetchall()
    return [row[0] for row in rows]  # type: ignore[misc]


def test_message_waits_for_the_next_morning_and_then_leaves_once(
    tenant: Tenant, as_tenant: Work, deliver: Deliver, gateway: Gateway, database: Database
) -> None:
    message_id = _write(tenant, as_tenant, WORKER_TOLD.name)

    deliver(tenant, message_id, DURING)
    deliver(tenant, message_id, DURING)

    assert gateway.requests == []
    assert _scheduled(database, message_id) == [None, NEXT_MORNING]
    deliver(tenant, message_id, NEXT_MORNING)
    deliver(tenant, message_id, NEXT_MORNING)
    assert len(gateway.requests) == 1


def test_day_is_counted_where_the_regency_lies(
    tenant: Tenant, as_tenant: Work, deliver: Deliver, gateway: Gateway
) -> None:
    message_id = _write(tenant, as_tenant, WORKER_TOLD.name)
    deliver(tenant, message_id, BEFORE)
    assert len(gateway.requests) == 1


@pytest.mark.parametrize(
    ("template", "more"), [(CONSENT_CODE.name, {}), ("verification_code", {"proves": True})]
)
def test_code_that_somebody_waits_for_leaves_at_once(
    tenant: Tenant,
    as_tenant: Work,
    deliver: Deliver,
    gateway: Gateway,
    template: str,
    more: dict[str, bool],
) -> None:
    message_id = _write(tenant, as_tenant, template, **more)
    deliver(tenant, message_id, DURING)
    assert len(gateway.requests) == 1


def test_quiet_day_of_one_regency_is_not_anothers(
    quiet_tenant: Tenant, as_tenant: Work, deliver: Deliver, gateway: Gateway
) -> None:
    message_id = _write(quiet_tenant, as_tenant, WORKER_TOLD.name)
    deliver(quiet_tenant, message_id, DURING)
    assert len(gateway.requests) == 1
