"""The jobs that enrolling leaves to the worker."""

from uuid import UUID

from sertakan.enrolment.service.drafts import ANSWER, FORGET_FILE
from sertakan.persistence.files import forget_file
from sertakan.persistence.queue import TryAgain, tenant_task


@tenant_task(FORGET_FILE)
def forget_answer_file(tenant_id: int, *, file_id: str) -> TryAgain | None:
    """Forget a file that answered a question and does so no longer."""
    forget_file(tenant_id, UUID(file_id), purpose=ANSWER)
    return None
