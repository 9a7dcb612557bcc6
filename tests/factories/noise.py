"""A neighbour's rows that look like ours, one at least in every owned table."""

from datetime import UTC, datetime, timedelta

from tests.factories.audit import make_record
from tests.factories.configuration import make_law_draft, make_law_section, make_opening_item
from tests.factories.enrolment import (
    make_consent,
    make_draft,
    make_enrolment,
    make_question,
    make_sponsor,
    make_worker,
)
from tests.factories.identity import make_sign_in, make_staff, make_verification
from tests.factories.notifications import make_message
from tests.factories.tenancy import make_file, make_throttle, make_work_unit

# No page of ours may ever show this word.
MARK = "Tetanggarekaan"


def make_noise(tenant_id: int) -> None:
    """Fill every owned table with the same people as ours, told apart by the mark in their names."""
    unit = make_work_unit(tenant_id, f"Dinas {MARK}")
    account = make_staff(tenant_id, name=f"Petugas {MARK}", email="admin@contoh.test")
    make_sign_in(tenant_id, account)
    make_verification(tenant_id)
    sponsor = make_sponsor(tenant_id, account, name=f"I Made {MARK}", work_unit_id=unit)
    worker = make_worker(tenant_id, name=f"I Nyoman {MARK}")
    make_draft(tenant_id, sponsor)
    enrolment = make_enrolment(
        tenant_id, sponsor, worker, sponsor_name=f"I Made {MARK}", worker_name=f"I Nyoman {MARK}"
    )
    make_consent(tenant_id, worker, enrolment, proof_file_id=make_file(tenant_id))
    make_question(tenant_id, enrolment, account, question=f"Benarkah {MARK}?")
    make_law_section(tenant_id, make_law_draft(tenant_id, account), account, minimum_age=17)
    make_opening_item(tenant_id, account, reason=f"Menunggu {MARK}")
    make_message(tenant_id)
    make_throttle(tenant_id, window_ends_at=datetime.now(UTC) + timedelta(hours=1))
    make_record(subject_id=enrolment)
