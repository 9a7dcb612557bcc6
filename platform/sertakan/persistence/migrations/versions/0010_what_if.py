"""Keep what a proposed law would change, and which decisions a law that reaches back should be looked at again for."""

from alembic import op

revision = "0010"
down_revision = "0009"

_WALL = "tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int"
_STATEMENTS = f"""
CREATE TABLE what_if_run (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    state TEXT NOT NULL,
    base INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    as_of DATE NOT NULL,
    asked_by UUID NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    total INTEGER,
    seen INTEGER NOT NULL DEFAULT 0,
    finished_at TIMESTAMP WITH TIME ZONE,
    counts JSONB,
    line_count INTEGER,
    lines_file_id UUID,
    CONSTRAINT pk_what_if_run PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_what_if_run_tenant_id_asked_by FOREIGN KEY (tenant_id, asked_by)
        REFERENCES account (tenant_id, id),
    CONSTRAINT fk_what_if_run_tenant_id_lines_file_id FOREIGN KEY (tenant_id, lines_file_id)
        REFERENCES stored_file (tenant_id, id),
    CONSTRAINT ck_what_if_run_state CHECK (state IN ('waiting', 'running', 'done', 'overtaken')),
    CONSTRAINT ck_what_if_run_done CHECK (state <> 'done'
        OR (counts IS NOT NULL AND line_count IS NOT NULL AND finished_at IS NOT NULL))
);
CREATE UNIQUE INDEX uq_what_if_run_unfinished ON what_if_run (tenant_id) WHERE state IN ('waiting', 'running');
CREATE INDEX ix_what_if_run_asked ON what_if_run (tenant_id, asked_at);
CREATE TABLE retrospective_case (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    revision INTEGER NOT NULL,
    enrolment_id UUID NOT NULL,
    decided_on DATE NOT NULL,
    old_verdict TEXT NOT NULL,
    old_total INTEGER NOT NULL,
    new_verdict TEXT NOT NULL,
    new_total INTEGER,
    grounds JSONB NOT NULL,
    listed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    looked_by UUID,
    looked_at TIMESTAMP WITH TIME ZONE,
    note_sealed BYTEA,
    CONSTRAINT pk_retrospective_case PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_retrospective_case_tenant_id_revision_enrolment_id UNIQUE (tenant_id, revision, enrolment_id),
    CONSTRAINT fk_retrospective_case_tenant_id_enrolment_id FOREIGN KEY (tenant_id, enrolment_id)
        REFERENCES enrolment (tenant_id, id),
    CONSTRAINT fk_retrospective_case_tenant_id_looked_by FOREIGN KEY (tenant_id, looked_by)
        REFERENCES account (tenant_id, id),
    CONSTRAINT ck_retrospective_case_verdicts CHECK (old_verdict IN ('yes', 'review', 'no')
        AND new_verdict IN ('yes', 'review', 'no')),
    CONSTRAINT ck_retrospective_case_looked CHECK ((looked_by IS NULL) = (looked_at IS NULL)
        AND (looked_by IS NULL) = (note_sealed IS NULL))
);
CREATE INDEX ix_retrospective_case_open ON retrospective_case (tenant_id, decided_on, id)
    WHERE looked_at IS NULL;
ALTER TABLE what_if_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE what_if_run FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON what_if_run USING ({_WALL}) WITH CHECK ({_WALL});
ALTER TABLE retrospective_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE retrospective_case FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON retrospective_case USING ({_WALL}) WITH CHECK ({_WALL});
GRANT SELECT, INSERT, UPDATE ON what_if_run TO sertakan_app;
GRANT SELECT, UPDATE, DELETE ON what_if_run TO sertakan_worker;
GRANT SELECT, INSERT, UPDATE ON retrospective_case TO sertakan_app;
GRANT SELECT, INSERT, DELETE ON retrospective_case TO sertakan_worker;
-- The lines of a what-if are written by the worker.
GRANT INSERT ON stored_file TO sertakan_worker;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(_STATEMENTS)
