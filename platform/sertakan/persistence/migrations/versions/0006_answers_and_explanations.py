"""Keep with an enrolment what the sponsor said about the worker, and why an asked answer stays as it is."""

from alembic import op

revision = "0006"
down_revision = "0005"

_STATEMENTS = (
    """
    ALTER TABLE enrolment
        ADD COLUMN relation TEXT,
        ADD COLUMN employment TEXT,
        ADD COLUMN construction_project BOOLEAN,
        ADD COLUMN member_elsewhere BOOLEAN,
        ADD CONSTRAINT ck_enrolment_relation
            CHECK (relation IN ('family', 'household_help', 'neighbour', 'other')),
        ADD CONSTRAINT ck_enrolment_employment
            CHECK (employment IN ('none', 'sponsor_company', 'other_company'))
    """,
    "ALTER TABLE enrolment_question ADD COLUMN explanation_sealed BYTEA",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
