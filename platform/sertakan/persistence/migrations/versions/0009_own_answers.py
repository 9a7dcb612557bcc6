"""Keep with an enrolment what the regency asked in its own words."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute("ALTER TABLE enrolment ADD COLUMN own_answers_sealed BYTEA")
