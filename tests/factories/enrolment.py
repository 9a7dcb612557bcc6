"""Sponsors, workers and their enrolments; nobody here exists."""

import secrets
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update
from tests.factories.tenancy import make

from sertakan.enrolment.tables import (
    ConsentRow,
    EnrolmentDraftRow,
    EnrolmentQuestionRow,
    EnrolmentRow,
    EnrolmentWordRow,
    SponsorRow,
    WorkerRow,
)
from sertakan.identity.tables import AccountRow
from sertakan.kernel.identifier import new_id, new_reference
from sertakan.kernel.text import words
from sertakan.persistence.crypto import blind_index, seal
from sertakan.persistence.database import tenant_session

NIK = "5104011505850000"  # a man born on 15 May 1985; numbers ending in 0000 belong to nobody
NIP = "198505152010011000"
VILLAGE = "51.04.01.2001"


def make_sponsor(tenant_id: int, account_id: UUID | None = None, **chosen: Any) -> UUID:
    """Make a civil servant who sponsors."""
    sponsor_id = chosen.pop("id", None) or new_id()
    values = {
        "category": "pns",
        "name": "I Made Contoh",
        "nip_sealed": seal(tenant_id, "sponsor", "nip", sponsor_id, NIP),
        "nip_index": blind_index(tenant_id, "nip", NIP),
        **chosen,
    }
    make(SponsorRow, tenant_id, id=sponsor_id, account_id=account_id, **values)
    if account_id:
        mine = (AccountRow.tenant_id == tenant_id, AccountRow.id == account_id)
        tenant_session().execute(update(AccountRow).where(*mine).values(sponsor_id=sponsor_id))
    return sponsor_id


def make_worker(tenant_id: int, *, nik: str = NIK, **chosen: Any) -> UUID:
    """Make a stone carver from the first village of Gianyar."""
    worker_id = new_id()
    values = {
        "name": "I Nyoman Rekaan",
        "nik_sealed": seal(tenant_id, "worker", "nik", worker_id, nik),
        "nik_index": blind_index(tenant_id, "nik", nik),
        "birth_place": "Gianyar",
        "birth_date": date(1985, 5, 15),
        "sex": "L",
        "occupation": "pematung",
        "sector": "non_transport",
        "village_code": VILLAGE,
        "address_sealed": seal(tenant_id, "worker", "address", worker_id, "Banjar Rekaan"),
        "work_village_code": VILLAGE,
        **chosen,
    }
    return make(WorkerRow, tenant_id, id=worker_id, **values)


def make_draft(tenant_id: int, sponsor_id: UUID, **chosen: Any) -> UUID:
    """Make an enrolment that is still being written."""
    draft_id = new_id()
    sealed = seal(tenant_id, "enrolment_draft", "answers", draft_id, "{}")
    return make(
        EnrolmentDraftRow,
        tenant_id,
        id=draft_id,
        sponsor_id=sponsor_id,
        **{"answers_sealed": sealed, **chosen},
    )


def make_enrolment(tenant_id: int, sponsor_id: UUID, worker_id: UUID, **chosen: Any) -> UUID:
    """Make a submitted enrolment of three months, with the words by which it is found."""
    values = {
        "reference": new_reference("GIA"),
        "draft_id": new_id(),
        "sponsor_name": "I Made Contoh",
        "worker_name": "I Nyoman Rekaan",
        "state": "submitted",
        "village_code": VILLAGE,
        "district_code": VILLAGE[:8],
        "occupation": "pematung",
        "sector": "non_transport",
        "funding": "private",
        "bracket": 1,
        "first_month": 202612,
        "months": 3,
        "total": 25_200,
        "revision": 1,
        "national_version": "2026-11",
        "decision": {},
        "submitted_at": datetime.now(UTC),
        **chosen,
    }
    enrolment_id = make(EnrolmentRow, tenant_id, sponsor_id=sponsor_id, worker_id=worker_id, **values)
    _make_words(tenant_id, enrolment_id, f"{values['worker_name']} {values['sponsor_name']}")
    return enrolment_id


def _make_words(tenant_id: int, enrolment_id: UUID, names: str) -> None:
    tenant_session().execute(
        insert(EnrolmentWordRow),
        [{"tenant_id": tenant_id, "word": word, "enrolment_id": enrolment_id} for word in words(names)],
    )


def make_consent(tenant_id: int, worker_id: UUID, enrolment_id: UUID, **chosen: Any) -> UUID:
    """Make a consent of somebody present, not yet told by other means."""
    consent_id = new_id()
    values = {
        "text_version": "1",
        "language": "id",
        "way": "present",
        "state": "unverified",
        "told_by": "slip",
        "refusal_code_sealed": seal(tenant_id, "consent", "refusal_code", consent_id, "234567"),
        "refusal_code_hash": secrets.token_bytes(32),
        "given_at": datetime.now(UTC),
        **chosen,
    }
    return make(
        ConsentRow, tenant_id, id=consent_id, worker_id=worker_id, enrolment_id=enrolment_id, **values
    )


def make_question(tenant_id: int, enrolment_id: UUID, asked_by: UUID, **chosen: Any) -> UUID:
    """Make a question about one field of a returned enrolment."""
    values = {
        "field": "birth_date",
        "question": "Apakah tanggal ini benar?",
        "asked_by": asked_by,
        "asked_at": datetime.now(UTC),
        **chosen,
    }
    return make(EnrolmentQuestionRow, tenant_id, enrolment_id=enrolment_id, **values)
