"""Invent what a demo regency knows of its own apparatus: units with heads and targets, villages, a roll."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from random import Random
from uuid import UUID

from sertakan.apparatus.model import Clerk, Member, RollState
from sertakan.apparatus.service import roll, villages
from sertakan.cli.demo_people import WORK_UNITS, Person, invent_nip
from sertakan.kernel.clock import local_date
from sertakan.kernel.identifier import new_id
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.model import Tenant

_COLLEAGUES = 40
_RANKS = ("eselon_3", *["eselon_4"] * 3, *["other"] * 12)
_HAMLETS = ("Kaja", "Kelod", "Kangin", "Kauh", "Tengah")


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Describe a civil servant who does not exist."""

    name: str
    nip: str
    unit_id: UUID


def add_units(tenant: Tenant, people: Iterator[Person], random: Random) -> list[UUID]:
    """Add the work units, each with a head and a target."""
    return [
        tenancy.add_work_unit(
            tenant.id,
            name,
            code=f"1.{number:02}",
            head=next(people).name,
            worker_target=random.randrange(20, 90, 5),
        )
        for number, name in enumerate(WORK_UNITS, start=1)
    ]


def clerk_of(tenant: Tenant, account_id: UUID, now: datetime) -> Clerk:
    """Return who keeps a demo regency's apparatus."""
    return Clerk(
        tenant_id=tenant.id,
        account_id=account_id,
        wants_synthetic=True,
        zone=tenant.timezone,
        today=local_date(now, tenant.timezone),
        now=now,
    )


def keep_roll(clerk: Clerk, sponsors: Sequence[Colleague], people: Iterator[Person], random: Random) -> None:
    """Put most civil servants who sponsor on the roll, one of them retired, and colleagues who do not sponsor yet."""
    listed = [each for number, each in enumerate(sponsors) if number % 6 != 5]
    units = sorted({each.unit_id for each in sponsors})
    others = [
        Colleague(name=person.name, nip=nip, unit_id=random.choice(units))
        for person in islice(people, _COLLEAGUES if units else 0)
        if (nip := invent_nip(random, person)) not in {each.nip for each in sponsors}
    ]
    members = {each.nip: _member(each, random) for each in (*listed, *others)}
    for nip in [each.nip for each in listed[-1:]]:
        members[nip] = _member(listed[-1], random, RollState.RETIRED, clerk.today)
    roll.add_members(clerk, list(members.values()))


def _member(
    colleague: Colleague, random: Random, state: RollState = RollState.ACTIVE, since: date | None = None
) -> Member:
    return Member(
        id=new_id(),
        nip=colleague.nip,
        name=colleague.name,
        work_unit_id=colleague.unit_id,
        rank=random.choice(_RANKS),
        state=state,
        since=since or date(2020 + random.randrange(5), 1 + random.randrange(12), 1),
    )


def want_villages(clerk: Clerk, codes: Sequence[str], random: Random) -> None:
    """Say of some villages how many workers are wanted, and name their hamlets."""
    for code in codes:
        hamlets = [f"{name} (rekaan)" for name in random.sample(_HAMLETS, 3)]
        villages.change_village(clerk, code, target=random.randrange(10, 60, 5), banjar=hamlets)
