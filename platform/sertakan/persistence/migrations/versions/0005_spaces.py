"""The centre founds regencies and opens them; a regency gathers what opening takes."""

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = """
CREATE TABLE opening_item (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    item TEXT NOT NULL,
    file_id UUID,
    reason TEXT,
    settled_by UUID NOT NULL,
    settled_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_opening_item PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_opening_item_tenant_id_item UNIQUE (tenant_id, item),
    CONSTRAINT fk_opening_item_tenant_id_file_id FOREIGN KEY (tenant_id, file_id)
        REFERENCES stored_file (tenant_id, id),
    CONSTRAINT ck_opening_item_settled CHECK (file_id IS NOT NULL OR reason IS NOT NULL)
);
ALTER TABLE opening_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening_item FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON opening_item
    USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int)
    WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
GRANT SELECT, INSERT, UPDATE, DELETE ON opening_item TO sertakan_app;
GRANT SELECT ON opening_item TO sertakan_worker;

CREATE TABLE opening (
    tenant_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    law INTEGER NOT NULL,
    house INTEGER NOT NULL,
    checklist JSONB NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    begun_at TIMESTAMP WITH TIME ZONE,
    opened_at TIMESTAMP WITH TIME ZONE,
    removed JSONB,
    CONSTRAINT pk_opening PRIMARY KEY (tenant_id),
    CONSTRAINT fk_opening_tenant_id FOREIGN KEY (tenant_id) REFERENCES tenant (id),
    CONSTRAINT ck_opening_state CHECK (state IN ('asked', 'withdrawn', 'begun', 'opened'))
);
ALTER TABLE opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening FORCE ROW LEVEL SECURITY;
CREATE POLICY opening_own ON opening TO sertakan_app, sertakan_worker
    USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int)
    WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
CREATE POLICY opening_centre ON opening TO sertakan_oversight USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON opening TO sertakan_app;
GRANT SELECT, UPDATE ON opening TO sertakan_worker;
GRANT SELECT, UPDATE ON opening TO sertakan_oversight;

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_known ON tenant FOR SELECT USING (true);
CREATE POLICY tenant_owner ON tenant TO sertakan_owner USING (true) WITH CHECK (true);
CREATE POLICY tenant_founded ON tenant FOR INSERT TO sertakan_oversight WITH CHECK (state = 'draft');
CREATE POLICY tenant_centre ON tenant FOR UPDATE TO sertakan_oversight USING (true) WITH CHECK (true);
CREATE POLICY tenant_opened ON tenant FOR UPDATE TO sertakan_worker
    USING (id = nullif(current_setting('sertakan.tenant_id', true), '')::int)
    WITH CHECK (id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
GRANT INSERT ON tenant TO sertakan_oversight;
GRANT UPDATE (state, state_before, state_reason) ON tenant TO sertakan_oversight, sertakan_worker;
GRANT USAGE ON SEQUENCE tenant_id_seq TO sertakan_oversight;
GRANT UPDATE ON directory_version TO sertakan_oversight, sertakan_worker;
GRANT DELETE ON account, consent, enrolment, enrolment_question, enrolment_word, message, sponsor, stored_file, worker
    TO sertakan_worker;
GRANT UPDATE ON account TO sertakan_worker;
GRANT INSERT ON data_key, audit_head TO sertakan_app;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(_STATEMENTS)
