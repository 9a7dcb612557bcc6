"""Messages out."""

from typing import Any
from uuid import UUID

from tests.factories.tenancy import make

from sertakan.kernel.identifier import new_id
from sertakan.notifications.tables import MessageRow
from sertakan.persistence.crypto import seal


def make_message(tenant_id: int, **chosen: Any) -> UUID:
    """Make an e-mail that waits in the outbox."""
    row_id = new_id()
    sealed = {
        f"{column}_sealed": seal(tenant_id, "message", column, row_id, text)
        for column, text in (
            ("recipient", "sponsor@contoh.test"),
            ("subject", "Kode Anda"),
            ("body", "123456"),
        )
    }
    values = {"channel": "email", "template": "sign_up_code", "state": "held", **sealed, **chosen}
    return make(MessageRow, tenant_id, id=row_id, **values)
