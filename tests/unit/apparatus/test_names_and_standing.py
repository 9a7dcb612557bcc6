from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from sertakan.apparatus.model import Member, RollState
from sertakan.apparatus.rules.naming import names_agree
from sertakan.apparatus.rules.standing import decide_standing
from sertakan.enrolment.model.belonging import Standing

MEMBER = Member(
    id=UUID(int=9),
    nip="198505152010011000",
    name="Drs. I Made Contoh, M.Si.",
    work_unit_id=None,
    rank=None,
    state=RollState.ACTIVE,
    since=date(2020, 1, 1),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I Made Contoh", "I MADE CONTOH"),
        ("I Made Contoh", "Dr. I Made Contoh, S.Pd., M.Si"),
        ("Made Contoh", "I Made Contoh"),
        ("Ni Luh Dé Rekaan", "NI LUH DE REKAAN"),
        ("Ma'ruf", "Maruf"),
    ],
)
def test_names_of_one_person_agree(one: str, other: str) -> None:
    assert names_agree(one, other)
    assert names_agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("I Made Contoh", "I Made Rekaan"), ("Siti", "Dewi"), ("", "Siti"), ("Dr.", "Dr. Siti")],
)
def test_names_of_two_people_do_not(one: str, other: str) -> None:
    assert not names_agree(one, other)


@pytest.mark.parametrize(
    ("state", "standing"),
    [
        (RollState.ACTIVE, Standing.VERIFIED),
        (RollState.RETIRED, Standing.RETIRED),
        (RollState.DIED, Standing.DIED),
        (RollState.TRANSFERRED, Standing.TRANSFERRED),
    ],
)
def test_standing_follows_from_the_state(state: RollState, standing: Standing) -> None:
    assert decide_standing(replace(MEMBER, state=state), "Made Contoh") is standing


def test_number_of_somebody_else_verifies_nobody() -> None:
    assert decide_standing(MEMBER, "Ni Luh Rekaan") is Standing.NAME_DIFFERS
    assert decide_standing(None, "I Made Contoh") is Standing.ABSENT


def test_who_has_left_needs_a_successor() -> None:
    assert [standing for standing in Standing if standing.has_left] == [
        Standing.TRANSFERRED,
        Standing.RETIRED,
        Standing.DIED,
    ]
