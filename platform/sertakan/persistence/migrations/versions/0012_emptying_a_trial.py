"""The job that opens a space removes the trial's roll and the second factors of accounts that go."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("GRANT DELETE ON asn_roll_member, sheet_import, passkey, recovery_code TO sertakan_worker")
