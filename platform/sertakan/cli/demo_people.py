"""Invent the demo's people: common given names, and numbers that no real person can have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

WORK_UNITS = (
    "Dinas Kesehatan (rekaan)",
    "Dinas Pendidikan (rekaan)",
    "Dinas Pertanian (rekaan)",
    "Dinas Pekerjaan Umum (rekaan)",
    "Dinas Sosial (rekaan)",
    "Dinas Tenaga Kerja (rekaan)",
    "Kecamatan Contoh (rekaan)",
    "Sekretariat Daerah (rekaan)",
)
_BALINESE_ORDER = {
    "L": ("I Wayan", "I Made", "I Nyoman", "I Ketut"),
    "P": ("Ni Wayan", "Ni Made", "Ni Nyoman", "Ni Ketut"),
}
_BALINESE = {
    "L": ("Artana", "Darma", "Mudita", "Suarta", "Sudiarta", "Suparta", "Widana", "Yasa"),
    "P": ("Artini", "Astiti", "Puspa", "Sriani", "Suarti", "Sukerti", "Wirati", "Yuliani"),
}
_JAVANESE_FIRST = {"L": ("Agus", "Bambang", "Joko", "Slamet"), "P": ("Dewi", "Endang", "Siti", "Sri")}
_JAVANESE = {
    "L": ("Haryanto", "Nugroho", "Prasetyo", "Santoso", "Sutrisno", "Wahyudi", "Wibowo", "Yulianto"),
    "P": ("Handayani", "Lestari", "Mulyani", "Purwanti", "Rahayu", "Susanti", "Utami", "Wulandari"),
}
_BALI = "51"
_FEMALE_DAY = 40


@dataclass(frozen=True, kw_only=True)
class Person:
    """Describe somebody who does not exist."""

    name: str
    sex: str
    birth_date: date
    nik: str


@dataclass(frozen=True, kw_only=True)
class DemoSponsor:
    """Describe a sponsor who does not exist."""

    person: Person
    category: str
    nip: str | None = None


def invent_people(random: Random, district_codes: Sequence[str]) -> Iterator[Person]:
    """Yield people without end, none with another's number."""
    known: set[str] = set()
    while True:
        person = _invent(random, random.choice(district_codes))
        if person.nik not in known:
            known.add(person.nik)
            yield person


def _invent(random: Random, district_code: str) -> Person:
    sex = random.choice("LP")
    born = date(1966, 1, 1) + timedelta(days=random.randrange(14_600))
    day = born.day + (_FEMALE_DAY if sex == "P" else 0)
    return Person(
        name=_name(random, sex, is_balinese=district_code.startswith(_BALI)),
        sex=sex,
        birth_date=born,
        # A real person's number never ends in 0000.
        nik=f"{district_code.replace('.', '')}{day:02}{born:%m%y}0000",
    )


def _name(random: Random, sex: str, *, is_balinese: bool) -> str:
    first, second = (_BALINESE_ORDER, _BALINESE) if is_balinese else (_JAVANESE_FIRST, _JAVANESE)
    return f"{random.choice(first[sex])} {random.choice(second[sex])}"


def invent_sponsor(random: Random, person: Person) -> DemoSponsor:
    """Make a person a sponsor, mostly a civil servant."""
    category = random.choices(("asn", "non_asn", "public"), (7, 2, 1))[0]
    if category != "asn":
        return DemoSponsor(person=person, category=category)
    return DemoSponsor(person=person, category=category, nip=invent_nip(random, person))


def invent_nip(random: Random, person: Person) -> str:
    """Make a civil servant's number that no real person can have."""
    appointed = person.birth_date.year + random.randint(23, 30)
    # From 21 on the two digits count contracts (PPPK), below they are a month; a real serial is never 000.
    month_or_contracts = random.choice((3, 12, 21))
    sex = "1" if person.sex == "L" else "2"
    return f"{person.birth_date:%Y%m%d}{appointed}{month_or_contracts:02}{sex}000"
