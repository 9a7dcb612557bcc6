"""Tell one demo regency's story through the real services: accounts, sponsors, enrolments, decisions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from uuid import UUID

from sertakan.cli.demo_people import WORK_UNITS, DemoSponsor, Person, invent_people, invent_sponsor
from sertakan.enrolment import seeding
from sertakan.enrolment.model import (
    ConsentWay,
    DraftAnswers,
    Enrolment,
    EnrolmentState,
    RejectionCode,
    Submission,
)
from sertakan.enrolment.service import answering, drafts, review, sponsors, submission
from sertakan.identity.model import Grant, Reach, Role
from sertakan.identity.service import staff
from sertakan.kernel.clock import local_date
from sertakan.notifications.model import Text
from sertakan.regulation.model import Employment, FundingSource, Occupation, Relation
from sertakan.regulation.service import national_rules
from sertakan.tenancy import service as tenancy
from sertakan.tenancy.document import RegencyDocument
from sertakan.tenancy.model import Tenant

_ROLES = {
    "admin": Role.ADMIN,
    "penyetuju": Role.APPROVER,
    "verifikator": Role.VERIFIER,
    "bendahara": Role.TREASURER,
}
_S = EnrolmentState
# One in twenty; the oldest enrolments have come furthest.
_PATTERN = (
    *[_S.REGISTERED] * 5,
    _S.ENDED,
    _S.REJECTED,
    *[_S.PAYABLE] * 3,
    _S.REFUSED,
    *[_S.SENT] * 2,
    *[_S.APPROVED] * 3,
    _S.RETURNED,
    *[_S.SUBMITTED] * 3,
)
_LATER = {_S.SENT, _S.REFUSED, _S.PAYABLE, _S.REGISTERED}
_OLDEST_DAYS = 34
_OF_THE_DEMO_SPONSOR = (_S.REGISTERED, _S.PAYABLE, _S.RETURNED, _S.SUBMITTED)
_SIZES = {"gianyar": 60, "kendal": 30}
_OTHER_SIZE = 20


@dataclass(frozen=True, kw_only=True)
class _Village:
    code: str
    label: str


@dataclass(kw_only=True)
class Story:
    """Hold one demo regency and what was invented for it."""

    tenant: Tenant
    document: RegencyDocument
    password: str
    now: datetime
    random: Random
    officer_id: UUID = field(init=False)
    account_id: UUID = field(init=False)
    sponsor_ids: list[UUID] = field(default_factory=list)
    still_to_show: set[EnrolmentState] = field(default_factory=lambda: set(_OF_THE_DEMO_SPONSOR))

    def tell(self) -> None:
        """Create everything, in the order in which it would have happened."""
        self._open_accounts()
        villages, people = self._villages(), self._people()
        self._register_sponsors(people)
        for number, state in enumerate(self._states()):
            self._enrol(number, state, next(people), self.random.choice(villages))
        self._begin_a_draft()

    def _open_accounts(self) -> None:
        opened = {name: self._add_account(name, [Grant(role=role)]) for name, role in _ROLES.items()}
        self.officer_id = opened["verifikator"]
        self.account_id = self._add_account("sponsor", [])

    def _add_account(self, name: str, grants: Sequence[Grant]) -> UUID:
        return staff.add_staff(
            self.tenant.id,
            name=f"{name.capitalize()} Contoh",
            email=f"{name}@{self.tenant.slug}.demo",
            password=self.password,
            grants=grants,
            # Before the first sponsor, so that the audit record never runs ahead of its people.
            now=self.now - timedelta(days=_OLDEST_DAYS + 2),
        )

    def _villages(self) -> list[_Village]:
        near = tenancy.search_villages("a", regency_code=self.tenant.region_code, limit=40)
        return [
            _Village(code=code, label=f"{name}, {around}")
            for code, name, around in near
            if code.startswith(self.tenant.region_code)
        ]

    def _people(self) -> Iterator[Person]:
        return invent_people(self.random, sorted({village.code[:8] for village in self._villages()}))

    def _register_sponsors(self, people: Iterator[Person]) -> None:
        units = [tenancy.add_work_unit(self.tenant.id, name) for name in WORK_UNITS]
        count = _size(self.tenant) // 3
        for number, person in enumerate(islice(people, count)):
            sponsor = invent_sponsor(self.random, person)
            self.sponsor_ids.append(self._register(sponsor, units, is_first=number == 0))
        staff.link_sponsor(self.tenant.id, self.account_id, self.sponsor_ids[0])

    def _register(self, sponsor: DemoSponsor, units: Sequence[UUID], *, is_first: bool) -> UUID:
        if is_first:
            sponsor = replace(sponsor, category="non_asn", nip=None)
        return sponsors.register_sponsor(
            self.tenant.id,
            account_id=self.account_id if is_first else None,
            category=sponsor.category,
            name="Sponsor Contoh" if is_first else sponsor.person.name,
            nip=sponsor.nip,
            nik=None if sponsor.nip else sponsor.person.nik,
            work_unit_id=None if sponsor.category == "public" else self.random.choice(units),
            now=self.now - timedelta(days=_OLDEST_DAYS + 1 - self.random.randrange(1, 20)),
        )

    def _states(self) -> Iterator[EnrolmentState]:
        size = _size(self.tenant)
        yield from (_PATTERN[number * len(_PATTERN) // size] for number in range(size))

    def _moment(self, number: int) -> datetime:
        share = 1 - number / _size(self.tenant)
        return self.now - timedelta(minutes=5) - share * timedelta(days=_OLDEST_DAYS)

    def _enrol(self, number: int, state: EnrolmentState, person: Person, village: _Village) -> None:
        sent_at = self._moment(number)
        sponsor_id = self._sponsor_for(state)
        draft_id = drafts.begin_draft(
            self.tenant.id, sponsor_id, self._answers(person, village, sent_at), sent_at
        )
        sent = submission.submit_enrolment(draft_id, sponsor_id, self._circumstances(sent_at))
        if isinstance(sent, Submission):
            self._lead_to(state, sent, min(sent_at + timedelta(hours=20), self.now))

    def _sponsor_for(self, state: EnrolmentState) -> UUID:
        if state in self.still_to_show:
            self.still_to_show.remove(state)
            return self.sponsor_ids[0]
        return self.random.choice(self.sponsor_ids[1:])

    def _answers(self, person: Person, village: _Village, now: datetime) -> DraftAnswers:
        occupation = self.random.choice(_occupations(now))
        has_phone = self.random.random() < 0.4
        consent = drafts.consent_given(
            ConsentWay.CODE if has_phone else ConsentWay.PRESENT, self.document.consent.version, "id", now
        )
        return DraftAnswers(
            relation=self.random.choice((Relation.NEIGHBOUR, Relation.HOUSEHOLD_HELP)).value,
            employment=Employment.NONE.value,
            construction_project=False,
            member_elsewhere=False,
            relation_done=True,
            nik=person.nik,
            full_name=person.name,
            birth_place=self.document.identity.name,
            birth_date=person.birth_date,
            sex=person.sex,
            occupation=occupation.id,
            sector=occupation.sector.value,
            village_code=village.code,
            village_label=village.label,
            address="Jalan Contoh 1 (rekaan)",
            work_village_code=village.code,
            work_village_label=village.label,
            mobile=f"+62800{self.random.randrange(10**7):07}" if has_phone else None,
            contact_done=True,
            months=self.random.choice(self.document.programme.months_offered),
            bracket=1,
            funding=FundingSource.PRIVATE.value,
        ).with_answers(**consent)

    def _circumstances(self, now: datetime) -> submission.Circumstances:
        today = local_date(now, self.tenant.timezone)
        return submission.Circumstances(
            tenant_id=self.tenant.id,
            document=self.document,
            revision=tenancy.revisions_on(self.tenant.id, today).law,
            today=today,
            now=now,
            wants_synthetic=self.tenant.wants_synthetic_people,
            actor_id=self.account_id,
        )

    def _lead_to(self, state: EnrolmentState, sent: Submission, now: datetime) -> None:
        officer = review.Officer(
            tenant=self.tenant,
            document=self.document,
            account_id=self.officer_id,
            reach=Reach(is_whole=True),
            now=now,
        )
        case = review.Case(enrolment_id=sent.id, version=1)
        if state is _S.RETURNED:
            question = "Alamat pekerja belum lengkap. Di banjar atau RT mana ia tinggal?"
            review.return_with_question(officer, case, _asks, field="address", question=question)
        elif state is _S.REJECTED:
            review.reject(
                officer, case, _rejects, code=RejectionCode.RESIDENCE, explanation="Contoh penolakan."
            )
        elif state is _S.ENDED:
            answering.refuse_as_worker(self.tenant.id, sent.refusal_code, now)
        elif state is not _S.SUBMITTED:
            review.approve(officer, case, _approves)
            if state in _LATER:
                seeding.move(self.tenant.id, sent.id, state, min(now + timedelta(days=1), self.now))

    def _begin_a_draft(self) -> None:
        begun = DraftAnswers(relation=Relation.NEIGHBOUR.value, employment=Employment.NONE.value)
        drafts.begin_draft(self.tenant.id, self.sponsor_ids[0], begun, self.now)


def _size(tenant: Tenant) -> int:
    return _SIZES.get(tenant.slug, _OTHER_SIZE)


def _occupations(now: datetime) -> Sequence[Occupation]:
    listed = national_rules().list_occupations(now.date())
    return [occupation for occupation in listed if not occupation.construction]


def _approves(enrolment: Enrolment) -> Text:
    return Text(
        subject=f"Pendaftaran {enrolment.reference} disetujui",
        body="Pendaftaran Anda sudah disetujui. Pekerja terlindungi setelah iuran pertama dibayar.",
    )


def _asks(enrolment: Enrolment) -> Text:
    return Text(
        subject=f"Pendaftaran {enrolment.reference} perlu dilengkapi",
        body="Kami perlu satu hal lagi: alamat pekerja belum lengkap.",
    )


def _rejects(enrolment: Enrolment) -> Text:
    return Text(
        subject=f"Pendaftaran {enrolment.reference} belum dapat disetujui",
        body="Lihat alasannya di halaman pendaftaran Anda.",
    )
