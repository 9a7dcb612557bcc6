"""What a list finds, in which order, within whose reach."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.factories.casework import NOW, WHOLE, make_waiting, nik_number
from tests.factories.noise import MARK
from tests.factories.tenancy import make_work_unit
from tests.fixtures.application import Work

from sertakan.enrolment.model import EnrolmentState
from sertakan.enrolment.model.listing import Listed, Turn, Wanted
from sertakan.enrolment.repository import listing
from sertakan.enrolment.service import review
from sertakan.identity.model import Reach
from sertakan.kernel.refusal import NotFound
from sertakan.kernel.text import words
from sertakan.persistence.crypto import blind_index
from sertakan.persistence.database import TenantSession
from sertakan.tenancy.model import Tenant

NEAR, FAR = "51.04.01.2001", "51.04.02.2003"
ALL = Wanted()


def make_several(tenant: Tenant, count: int, **chosen: Any) -> list[UUID]:
    """Make enrolments, the oldest first, a minute apart."""
    return [
        make_waiting(
            tenant.id,
            nik=nik_number(number),
            submitted_at=NOW + timedelta(minutes=number),
            **chosen,
        ).id
        for number in range(count)
    ]


def ids(listed: Listed) -> list[UUID]:
    return [line.id for line in listed.lines]


def find(tenant: Tenant, reach: Reach = WHOLE, wanted: Wanted = ALL, **turn: Any) -> Listed:
    return listing.list_enrolments(tenant.id, reach, wanted, Turn(**turn))


def test_pages_lead_there_and_back(session: TenantSession, tenant: Tenant) -> None:
    made = make_several(tenant, 7)
    newest_first = made[::-1]
    first = find(tenant, limit=3)
    second = find(tenant, limit=3, beside=first.after)
    third = find(tenant, limit=3, beside=second.after)
    assert ids(first) + ids(second) + ids(third) == newest_first
    assert (first.before, third.after) == (None, None)
    back = find(tenant, limit=3, beside=third.before, is_newer_side=True)
    assert ids(back) == ids(second)
    start = find(tenant, limit=3, beside=back.before, is_newer_side=True)
    assert ids(start) == ids(first)
    assert start.before is None


def test_oldest_first_turns_the_pages_round(session: TenantSession, tenant: Tenant) -> None:
    made = make_several(tenant, 5)
    first = find(tenant, limit=3, oldest_first=True)
    second = find(tenant, limit=3, oldest_first=True, beside=first.after)
    assert ids(first) + ids(second) == made
    back = find(tenant, limit=3, oldest_first=True, beside=second.before, is_newer_side=True)
    assert ids(back) == ids(first)


def test_same_moment_loses_nobody(session: TenantSession, tenant: Tenant) -> None:
    made = {make_waiting(tenant.id, nik=nik_number(n), submitted_at=NOW).id for n in range(5)}
    first = find(tenant, limit=2)
    second = find(tenant, limit=2, beside=first.after)
    third = find(tenant, limit=2, beside=second.after)
    assert {*ids(first), *ids(second), *ids(third)} == made


def test_count_stops_at_its_limit(
    session: TenantSession, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_several(tenant, 4)
    assert (find(tenant).count, find(tenant).is_more) == (4, False)
    monkeypatch.setattr(listing, "MOST_COUNTED", 3)
    assert (find(tenant).count, find(tenant).is_more) == (3, True)


@pytest.mark.parametrize("rare", [listing.RARE, 0])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("suta", {"I Gusti Ngurah Suta"}),
        ("gusti su", {"I Gusti Ngurah Suta"}),  # the last word is still being typed
        ("su gusti", set()),  # only the last one
        ("desi", {"Ni Luh Désirée"}),  # accents do not matter
        ("d'arta", {"I Made D'Arta"}),
        ("darta", {"I Made D'Arta"}),
        ("ni luh", {"Ni Luh Désirée"}),
        ("suta luh", set()),
        ("z", set()),
    ],
)
def test_names_are_found_by_words(
    session: TenantSession,
    tenant: Tenant,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    found: set[str],
    rare: int,
) -> None:
    monkeypatch.setattr(listing, "RARE", rare)
    for number, name in enumerate(("I Gusti Ngurah Suta", "Ni Luh Désirée", "I Made D'Arta")):
        make_waiting(tenant.id, nik=nik_number(number), name=name, sponsor_name="Perusahaan")
    listed = find(tenant, wanted=Wanted(words=words(text)))
    assert {line.worker_name for line in listed.lines} == found


def test_sponsors_name_finds_all_their_workers(session: TenantSession, tenant: Tenant) -> None:
    made = make_several(tenant, 2, sponsor_name="I Putu Dermawan")
    make_waiting(tenant.id, nik=nik_number(9), sponsor_name="Lain")
    assert set(ids(find(tenant, wanted=Wanted(words=("dermawan",))))) == set(made)


def test_filters_narrow_the_list(session: TenantSession, tenant: Tenant) -> None:
    unit = make_work_unit(tenant.id)
    one = make_waiting(
        tenant.id,
        nik=nik_number(1),
        state="returned",
        village_code=FAR,
        district_code=FAR[:8],
        work_unit_id=unit,
        hints=["nik_differs"],
        reference="GIA-7K4M-29",
    ).id
    make_waiting(tenant.id, nik=nik_number(2))
    for wanted in (
        Wanted(state=EnrolmentState.RETURNED),
        Wanted(village_code=FAR),
        Wanted(district_code=FAR[:8]),
        Wanted(work_unit_id=unit),
        Wanted(only_hinted=True),
        Wanted(reference="GIA-7K4M-29"),
        Wanted(person=blind_index(tenant.id, "nik", nik_number(1))),
    ):
        assert ids(find(tenant, wanted=wanted)) == [one], wanted
        together = find(tenant, wanted=replace(wanted, words=("tidakada",)))
        assert together.count == 0


@pytest.fixture
def spread(session: TenantSession, tenant: Tenant) -> dict[str, UUID]:
    unit = make_work_unit(tenant.id)
    near = make_waiting(tenant.id, nik=nik_number(1), village_code=NEAR, district_code=NEAR[:8]).id
    far = make_waiting(tenant.id, nik=nik_number(2), village_code=FAR, district_code=FAR[:8]).id
    ours = make_waiting(
        tenant.id, nik=nik_number(3), village_code=FAR, district_code=FAR[:8], work_unit_id=unit
    ).id
    return {"near": near, "far": far, "ours": ours, "unit": unit}


@pytest.mark.parametrize("kind", ["villages", "districts", "work_units", "two", "nothing"])
def test_nothing_shows_from_out_of_reach(tenant: Tenant, spread: dict[str, UUID], kind: str) -> None:
    reach, visible = {
        "villages": (Reach(villages=frozenset({NEAR})), {"near"}),
        "districts": (Reach(districts=frozenset({FAR[:8]})), {"far", "ours"}),
        "work_units": (Reach(work_units=frozenset({spread["unit"]})), {"ours"}),
        "two": (Reach(villages=frozenset({NEAR}), work_units=frozenset({spread["unit"]})), {"near", "ours"}),
        "nothing": (Reach(), set()),
    }[kind]
    expected = {spread[name] for name in visible}
    listed = find(tenant, reach)
    assert (set(ids(listed)), listed.count) == (expected, len(expected))
    assert set(ids(find(tenant, reach, Wanted(words=("ni", "luh"))))) == expected
    assert {row.id for row in listing.list_for_export(tenant.id, reach, ALL, limit=9)} == expected
    assert {line.id for line in listing.list_waiting(tenant.id, reach, limit=9)} == expected
    figures = review.figures_of_day(tenant.id, reach, NOW, "Asia/Makassar")
    assert (figures.waiting, figures.oldest_waiting is not None) == (len(expected), bool(expected))
    for name in ("near", "far", "ours"):
        if name in visible:
            listing.ensure_within(tenant.id, reach, spread[name])
        else:
            with pytest.raises(NotFound):
                listing.ensure_within(tenant.id, reach, spread[name])


def test_neighbours_never_show(tenant: Tenant, other_tenant: Tenant, as_tenant: Work) -> None:
    with as_tenant(tenant):
        make_several(tenant, 2)
    with as_tenant(tenant):
        assert find(tenant).count == 2
        assert find(tenant, wanted=Wanted(words=words(MARK))).count == 0
        assert not listing.list_enrolments(other_tenant.id, WHOLE, ALL, Turn()).lines


def test_figures_count_the_day_and_the_week(session: TenantSession, tenant: Tenant) -> None:
    make_waiting(tenant.id, nik=nik_number(1), submitted_at=NOW - timedelta(days=9))
    make_waiting(tenant.id, nik=nik_number(2), submitted_at=NOW - timedelta(hours=20))
    make_waiting(tenant.id, nik=nik_number(3), state="approved", decided_at=NOW - timedelta(hours=1))
    make_waiting(tenant.id, nik=nik_number(4), state="approved", decided_at=NOW - timedelta(hours=11))
    make_waiting(tenant.id, nik=nik_number(5), state="rejected", decided_at=NOW)
    figures = review.figures_of_day(tenant.id, WHOLE, NOW, "Asia/Makassar")
    assert (figures.waiting, figures.returned, figures.approved_today) == (2, 0, 1)
    assert figures.submitted_this_week == 4
    assert figures.oldest_waiting == NOW - timedelta(days=9)
