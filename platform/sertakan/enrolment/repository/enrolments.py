"""Queries on single enrolments and on a sponsor's own."""

import json
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, exists, select, update

from sertakan.enrolment.model import (
    ConsentState,
    ConsentWay,
    DraftAnswers,
    Enrolment,
    EnrolmentLine,
    EnrolmentState,
)
from sertakan.enrolment.repository.questions import list_questions
from sertakan.enrolment.repository.submissions import insert_words, state_of_consent, to_month
from sertakan.enrolment.tables import (
    ConsentRow,
    EnrolmentDraftRow,
    EnrolmentRow,
    EnrolmentWordRow,
    WorkerRow,
)
from sertakan.kernel.identifier import Nik
from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Conflict, NotFound
from sertakan.persistence.crossings.cover_month import CoverMonthRow
from sertakan.persistence.crypto import blind_index, seal, unseal
from sertakan.persistence.database import tenant_session
from sertakan.regulation.model import FundingSource, Sector

_SEALED = frozenset({"nik", "address", "workplace", "mobile", "optional"})
LINE_COLUMNS = (
    EnrolmentRow.id,
    EnrolmentRow.reference,
    EnrolmentRow.state,
    EnrolmentRow.worker_name,
    EnrolmentRow.sponsor_name,
    EnrolmentRow.occupation,
    EnrolmentRow.village_code,
    EnrolmentRow.first_month,
    EnrolmentRow.months,
    EnrolmentRow.total,
    EnrolmentRow.hints,
    EnrolmentRow.submitted_at,
)


def to_line(row: Any) -> EnrolmentLine:
    """Return one row of a list."""
    return EnrolmentLine(
        id=row.id,
        reference=row.reference,
        state=EnrolmentState(row.state),
        worker_name=row.worker_name,
        sponsor_name=row.sponsor_name,
        occupation=row.occupation,
        village_code=row.village_code,
        first_month=to_month(row.first_month),
        months=row.months,
        total=row.total,
        hints=tuple(row.hints),
        submitted_at=row.submitted_at,
    )


def list_of_sponsor(
    tenant_id: int, sponsor_id: UUID, *, limit: int, offset: int = 0
) -> tuple[list[EnrolmentLine], bool]:
    """Return a sponsor's own enrolments, newest first, and whether there may be drafts besides.

    Most sponsors have none, and the page that everybody sees first then saves a query.
    """
    values = {"tenant_id": tenant_id, "sponsor_id": sponsor_id, "most": limit, "skipped": offset}
    rows = tenant_session().ask(_lines_of_sponsor(), values).all()
    return [to_line(row) for row in rows], not rows or rows[0].has_drafts


@cache
def _lines_of_sponsor() -> Select[*tuple[Any, ...]]:
    drafts = exists().where(
        EnrolmentDraftRow.tenant_id == bindparam("tenant_id"),
        EnrolmentDraftRow.sponsor_id == bindparam("sponsor_id"),
        EnrolmentDraftRow.submitted_enrolment_id.is_(None),
    )
    return (
        select(*LINE_COLUMNS, drafts.label("has_drafts"))
        .where(
            EnrolmentRow.tenant_id == bindparam("tenant_id"),
            EnrolmentRow.sponsor_id == bindparam("sponsor_id"),
        )
        .order_by(EnrolmentRow.submitted_at.desc(), EnrolmentRow.id.desc())
        .limit(bindparam("most"))
        .offset(bindparam("skipped"))
    )


def get_enrolment(tenant_id: int, enrolment_id: UUID, *, lock: bool = False) -> Enrolment:
    """Return one enrolment with its worker, consent and questions.

    :raises NotFound: enrolment.unknown
    """
    query = (
        select(EnrolmentRow, WorkerRow, ConsentRow)
        .join(
            WorkerRow,
            (WorkerRow.tenant_id == EnrolmentRow.tenant_id) & (WorkerRow.id == EnrolmentRow.worker_id),
        )
        .join(
            ConsentRow,
            (ConsentRow.tenant_id == EnrolmentRow.tenant_id) & (ConsentRow.enrolment_id == EnrolmentRow.id),
        )
        .where(EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.id == enrolment_id)
        .execution_options(populate_existing=True)
    )
    found = tenant_session().execute(query.with_for_update(of=EnrolmentRow) if lock else query).one_or_none()
    if found is None:
        raise NotFound("enrolment.unknown")
    enrolment, worker, consent = found
    return _to_enrolment(tenant_id, enrolment, worker, consent)


def _opened(tenant_id: int, table: str, column: str, row_id: UUID, sealed: bytes | None) -> str | None:
    return unseal(tenant_id, table, column, row_id, sealed) if sealed else None


def _worker_facts(tenant_id: int, worker: WorkerRow) -> dict[str, Any]:
    def opened(column: str, sealed: bytes | None) -> str | None:
        return _opened(tenant_id, "worker", column, worker.id, sealed)

    return {
        "worker_id": worker.id,
        "worker_name": worker.name,
        "masked_nik": Nik(str(opened("nik", worker.nik_sealed))).masked,
        "birth_place": worker.birth_place,
        "birth_date": worker.birth_date,
        "sex": worker.sex,
        "village_code": worker.village_code,
        "address": str(opened("address", worker.address_sealed)),
        "work_village_code": worker.work_village_code,
        "workplace": opened("workplace", worker.workplace_sealed),
        "mobile": opened("mobile", worker.mobile_sealed),
        "optional": json.loads(opened("optional", worker.optional_sealed) or "{}"),
    }


def _to_enrolment(tenant_id: int, row: EnrolmentRow, worker: WorkerRow, consent: ConsentRow) -> Enrolment:
    return Enrolment(
        id=row.id,
        reference=row.reference,
        state=EnrolmentState(row.state),
        state_ground=row.state_ground,
        version=row.version,
        sponsor_id=row.sponsor_id,
        sponsor_name=row.sponsor_name,
        **_worker_facts(tenant_id, worker),
        relation=row.relation,
        employment=row.employment,
        construction_project=row.construction_project,
        member_elsewhere=row.member_elsewhere,
        occupation=row.occupation,
        sector=Sector(row.sector),
        work_unit_id=row.work_unit_id,
        funding=FundingSource(row.funding),
        bracket=row.bracket,
        first_month=to_month(row.first_month),
        months=row.months,
        total=row.total,
        own_code=_opened(tenant_id, "enrolment", "own_code", row.id, row.own_code_sealed),
        consent_way=ConsentWay(consent.way),
        consent_state=ConsentState(consent.state),
        consent_language=consent.language,
        consent_version=consent.text_version,
        consent_proof=consent.proof_file_id,
        told_by=consent.told_by,
        refusal_code=unseal(tenant_id, "consent", "refusal_code", consent.id, consent.refusal_code_sealed),
        revision=row.revision,
        national_version=row.national_version,
        decision=row.decision,
        hints=tuple(row.hints),
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        questions=list_questions(tenant_id, row.id),
    )


def change_enrolment(tenant_id: int, enrolment: Enrolment, **values: Any) -> None:
    """Change an enrolment that nobody else has changed in the meantime.

    :raises Conflict: enrolment.outdated
    """
    if "own_code" in values:
        code = values.pop("own_code")
        sealed = seal(tenant_id, "enrolment", "own_code", enrolment.id, code) if code else None
        values["own_code_sealed"] = sealed
    changed = tenant_session().execute(
        update(EnrolmentRow)
        .where(
            EnrolmentRow.tenant_id == tenant_id,
            EnrolmentRow.id == enrolment.id,
            EnrolmentRow.version == enrolment.version,
        )
        .values(version=enrolment.version + 1, **values)
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict("enrolment.outdated")


def change_worker(tenant_id: int, enrolment: Enrolment, **values: Any) -> None:
    """Change the worker of an enrolment; what is personal is sealed on the way."""

    def sealed(name: str, value: str | dict[str, str] | None) -> bytes | None:
        text = json.dumps(value) if isinstance(value, dict) else value
        return seal(tenant_id, "worker", name, enrolment.worker_id, text) if value and text else None

    columns = {
        (f"{name}_sealed" if name in _SEALED else name): sealed(name, value) if name in _SEALED else value
        for name, value in values.items()
    }
    indexes = {
        f"{name}_index": blind_index(tenant_id, name, values[name]) if values[name] else None
        for name in ("nik", "mobile")
        if name in values
    }
    tenant_session().execute(
        update(WorkerRow)
        .where(WorkerRow.tenant_id == tenant_id, WorkerRow.id == enrolment.worker_id)
        .values(**columns, **indexes)
    )


def replace_words(tenant_id: int, enrolment_id: UUID, names: str) -> None:
    """Make an enrolment be found by other names than before."""
    session = tenant_session()
    session.execute(
        delete(EnrolmentWordRow).where(
            EnrolmentWordRow.tenant_id == tenant_id, EnrolmentWordRow.enrolment_id == enrolment_id
        )
    )
    insert_words(tenant_id, enrolment_id, names)


def get_nik(tenant_id: int, worker_id: UUID) -> str:
    """Return a worker's full number; whoever calls this records why.

    :raises NotFound: worker.unknown
    """
    sealed = (
        tenant_session()
        .execute(
            select(WorkerRow.nik_sealed).where(WorkerRow.tenant_id == tenant_id, WorkerRow.id == worker_id)
        )
        .scalar_one_or_none()
    )
    if sealed is None:
        raise NotFound("worker.unknown")
    return unseal(tenant_id, "worker", "nik", worker_id, sealed)


def find_by_refusal_code(tenant_id: int, code: str) -> tuple[UUID, UUID, ConsentState] | None:
    """Return consent, enrolment and state for the code a worker was given."""
    row = (
        tenant_session()
        .execute(
            select(ConsentRow.id, ConsentRow.enrolment_id, ConsentRow.state).where(
                ConsentRow.tenant_id == tenant_id,
                ConsentRow.refusal_code_hash == blind_index(tenant_id, "refusal", code),
            )
        )
        .one_or_none()
    )
    return (row.id, row.enrolment_id, ConsentState(row.state)) if row else None


def doubt_consent(tenant_id: int, enrolment_id: UUID, *ways: ConsentWay) -> None:
    """Take a consent given in one of these ways for unverified, because it may not be this worker's."""
    tenant_session().execute(
        update(ConsentRow)
        .where(
            ConsentRow.tenant_id == tenant_id,
            ConsentRow.enrolment_id == enrolment_id,
            ConsentRow.way.in_(ways),
            ConsentRow.state == ConsentState.GIVEN,
        )
        .values(state=ConsentState.UNVERIFIED)
    )


def change_consent(tenant_id: int, enrolment_id: UUID, answers: DraftAnswers) -> None:
    """Keep how a worker agreed when the sponsor was asked about it again."""
    tenant_session().execute(
        update(ConsentRow)
        .where(ConsentRow.tenant_id == tenant_id, ConsentRow.enrolment_id == enrolment_id)
        .values(
            way=answers.consent_way,
            state=state_of_consent(answers),
            proof_file_id=answers.consent_proof,
            text_version=answers.consent_version,
            language=answers.consent_language,
            given_at=answers.consent_at,
        )
    )


def refuse_consent(tenant_id: int, consent_id: UUID, now: datetime) -> None:
    """Note that a worker refused."""
    tenant_session().execute(
        update(ConsentRow)
        .where(ConsentRow.tenant_id == tenant_id, ConsentRow.id == consent_id)
        .values(state=ConsentState.REFUSED, refused_at=now)
    )


def take_cover(tenant_id: int, person_hash: bytes, match_hash: bytes) -> list[Month]:
    """Take away this tenant's claims under two hashes, and return their months."""
    del tenant_id  # the policy lets a tenant delete its own claims only
    statement = delete(CoverMonthRow).where(
        CoverMonthRow.person_hash == person_hash, CoverMonthRow.match_hash == match_hash
    )
    numbers = tenant_session().scalars(statement.returning(CoverMonthRow.month))
    return sorted(to_month(number) for number in numbers)


def list_covered_people(tenant_id: int) -> list[tuple[str, str, date]]:
    """Return number, name and birth date of everybody whose cover a regency may have claimed."""
    is_enrolled = exists().where(EnrolmentRow.tenant_id == tenant_id, EnrolmentRow.worker_id == WorkerRow.id)
    rows = tenant_session().execute(
        select(WorkerRow.id, WorkerRow.nik_sealed, WorkerRow.name, WorkerRow.birth_date).where(
            WorkerRow.tenant_id == tenant_id, is_enrolled
        )
    )
    return [
        (unseal(tenant_id, "worker", "nik", row.id, row.nik_sealed), row.name, row.birth_date) for row in rows
    ]


def release_cover(tenant_id: int, person_hash: bytes) -> None:
    """Give back the months that this tenant claimed for a person."""
    del tenant_id  # the policy lets a tenant delete its own claims only
    tenant_session().execute(delete(CoverMonthRow).where(CoverMonthRow.person_hash == person_hash))
