"""Whether one regency notices that it shares the platform with 513 others."""

from contextlib import ExitStack
from functools import partial
from statistics import median

from benchmarks.load import Order, apply_load, request_for
from benchmarks.result import Result
from benchmarks.stage import Server, serve, set_stage

from sertakan.audit.service import start_chain
from sertakan.config import Settings
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.regions import Region, load_regencies
from sertakan.tenancy.regions.draft import default_document
from sertakan.tenancy.service import found_tenant

_ROUNDS = 9
_SECONDS = 1.0


def measure() -> list[Result]:
    """Return latency and memory with all regencies against those with one."""
    everybody = tuple(load_regencies().values())
    alone = everybody[:1]
    with ExitStack() as running:
        servers = []
        for regions in (alone, everybody):
            stage = running.enter_context(set_stage(partial(_found, regions)))
            servers.append(running.enter_context(serve("wsgi:app", stage.environment)))
        one, all_of_them = servers
        asked_one, asked_all = _questions(alone), _questions(everybody)
        _visit(one, asked_one * 600), _visit(all_of_them, asked_all * 2)
        return [_latency(one, asked_one, all_of_them, asked_all), _memory(one, all_of_them, len(everybody))]


def _found(regions: tuple[Region, ...], owner: Settings) -> None:
    for region in regions:
        found_tenant(_open(region), master=owner.data_key, start_chain=start_chain)


def _open(region: Region) -> RegencyDocument:
    document = default_document(region)
    return document.with_parts(identity=document.identity.model_copy(update={"initial_state": "trial"}))


def _questions(regions: tuple[Region, ...]) -> tuple[str, ...]:
    hosts = (default_document(region).identity.slug for region in regions)
    return tuple(request_for(f"{host}.localhost", "/") for host in hosts)


def _visit(server: Server, questions: tuple[str, ...]) -> None:
    apply_load(Order(port=server.port, requests=questions, seconds=len(questions) / 150, connections=1))


def _latency(one: Server, asked_one: tuple[str, ...], many: Server, asked_many: tuple[str, ...]) -> Result:
    rounds = [(_milliseconds(many, asked_many), _milliseconds(one, asked_one)) for _ in range(_ROUNDS)]
    return Result(
        name="tenants.latency",
        value=median(with_many / with_one for with_many, with_one in rounds),
        limit=1.1,
        is_floor=False,
        details={
            "milliseconds_with_514": round(median(with_many for with_many, _ in rounds), 3),
            "milliseconds_with_1": round(median(with_one for _, with_one in rounds), 3),
        },
    )


def _milliseconds(server: Server, questions: tuple[str, ...]) -> float:
    order = Order(port=server.port, requests=questions, seconds=_SECONDS, connections=1)
    return 1000 / apply_load(order).rate


def _memory(one: Server, many: Server, count: int) -> Result:
    alone, together = one.own_kilobytes, many.own_kilobytes
    return Result(
        name="tenants.memory",
        value=(together - alone) / (count - 1),
        limit=20,
        is_floor=False,
        unit=" kB",
        details={"kilobytes_with_1": alone, "kilobytes_with_514": together},
    )
