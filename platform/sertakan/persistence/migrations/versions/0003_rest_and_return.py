"""Keep the state to which a suspended space returns."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("ALTER TABLE tenant ADD COLUMN state_before TEXT")
    op.execute(
        "ALTER TABLE tenant ADD CONSTRAINT ck_tenant_state_before CHECK (state_before IS NULL"
        " OR (state = 'suspended' AND state_before IN ('draft', 'trial', 'live')))"
    )
