"""Work units with what is known of them, villages with targets and banjar, the roll of civil servants, imports."""

from alembic import op

revision = "0007"
down_revision = "0006"

_OWNED = ("village_target", "banjar", "asn_roll_member", "asn_roll_word", "sheet_import", "sheet_import_row")
_WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON {table} USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int)
    WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
"""
_STATEMENTS = """
ALTER TABLE work_unit
    ADD COLUMN code TEXT,
    ADD COLUMN head TEXT,
    ADD COLUMN asn_count INTEGER,
    ADD COLUMN worker_target INTEGER,
    ADD COLUMN closed_on DATE,
    ADD COLUMN merged_into UUID,
    ADD CONSTRAINT uq_work_unit_tenant_id_code UNIQUE (tenant_id, code),
    ADD CONSTRAINT fk_work_unit_tenant_id_merged_into FOREIGN KEY (tenant_id, merged_into)
        REFERENCES work_unit (tenant_id, id),
    ADD CONSTRAINT ck_work_unit_counts CHECK (asn_count >= 0 AND worker_target >= 0),
    ADD CONSTRAINT ck_work_unit_merged CHECK (merged_into IS NULL OR (closed_on IS NOT NULL AND merged_into <> id));
GRANT INSERT, UPDATE ON work_unit TO sertakan_worker;

ALTER TABLE sponsor
    ADD COLUMN standing TEXT,
    ADD CONSTRAINT ck_sponsor_standing
        CHECK (standing IN ('verified', 'absent', 'name_differs', 'transferred', 'retired', 'died'));
CREATE INDEX ix_sponsor_standing ON sponsor (tenant_id, standing, id);
CREATE INDEX ix_sponsor_unit ON sponsor (tenant_id, work_unit_id);
GRANT UPDATE ON sponsor TO sertakan_worker;
CREATE INDEX ix_enrolment_open ON enrolment (tenant_id, sponsor_id) WHERE state NOT IN ('rejected', 'ended');

CREATE TABLE village_target (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    village_code TEXT COLLATE "C" NOT NULL,
    worker_target INTEGER,
    CONSTRAINT pk_village_target PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_village_target_tenant_id_village_code UNIQUE (tenant_id, village_code),
    CONSTRAINT ck_village_target_counts CHECK (worker_target >= 0)
);
GRANT SELECT, INSERT, UPDATE ON village_target TO sertakan_app;
GRANT SELECT ON village_target TO sertakan_worker;

CREATE TABLE banjar (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    village_code TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_banjar PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_banjar_tenant_id_village_code_name UNIQUE (tenant_id, village_code, name)
);
GRANT SELECT, INSERT, DELETE ON banjar TO sertakan_app;
GRANT SELECT ON banjar TO sertakan_worker;

CREATE TABLE asn_roll_member (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    nip_sealed BYTEA NOT NULL,
    nip_index BYTEA NOT NULL,
    name_sealed BYTEA NOT NULL,
    work_unit_id UUID,
    rank TEXT,
    state TEXT NOT NULL,
    since DATE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
    CONSTRAINT pk_asn_roll_member PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_asn_roll_member_tenant_id_nip_index UNIQUE (tenant_id, nip_index),
    CONSTRAINT fk_asn_roll_member_tenant_id_work_unit_id FOREIGN KEY (tenant_id, work_unit_id)
        REFERENCES work_unit (tenant_id, id),
    CONSTRAINT ck_asn_roll_member_state CHECK (state IN ('active', 'transferred', 'retired', 'died')),
    CONSTRAINT ck_asn_roll_member_rank
        CHECK (rank IN ('regency_head', 'eselon_2', 'eselon_3', 'eselon_4', 'other'))
);
CREATE INDEX ix_asn_roll_member_state ON asn_roll_member (tenant_id, state, id);
CREATE INDEX ix_asn_roll_member_unit ON asn_roll_member (tenant_id, work_unit_id, state, id);
GRANT SELECT, INSERT, UPDATE ON asn_roll_member TO sertakan_app, sertakan_worker;

CREATE TABLE asn_roll_word (
    tenant_id INTEGER NOT NULL,
    word_index BYTEA NOT NULL,
    member_id UUID NOT NULL,
    CONSTRAINT pk_asn_roll_word PRIMARY KEY (tenant_id, word_index, member_id),
    CONSTRAINT fk_asn_roll_word_tenant_id_member_id FOREIGN KEY (tenant_id, member_id)
        REFERENCES asn_roll_member (tenant_id, id)
);
CREATE INDEX ix_asn_roll_word_member ON asn_roll_word (tenant_id, member_id);
GRANT SELECT, INSERT, DELETE ON asn_roll_word TO sertakan_app, sertakan_worker;

CREATE TABLE sheet_import (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    sheet_title TEXT NOT NULL,
    notes JSONB NOT NULL,
    choices JSONB NOT NULL,
    left_count INTEGER DEFAULT 0 NOT NULL,
    uploaded_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_sheet_import PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_sheet_import_kind CHECK (kind IN ('units', 'roll')),
    CONSTRAINT ck_sheet_import_state CHECK (state IN ('previewed', 'running', 'done', 'dropped'))
);
CREATE INDEX ix_sheet_import_newest ON sheet_import (tenant_id, kind, created_at);
GRANT SELECT, INSERT, UPDATE ON sheet_import TO sertakan_app;
GRANT SELECT, UPDATE ON sheet_import TO sertakan_worker;

CREATE TABLE sheet_import_row (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    import_id UUID NOT NULL,
    number INTEGER NOT NULL,
    key_index BYTEA,
    content_sealed BYTEA NOT NULL,
    effect TEXT NOT NULL,
    has_warning BOOLEAN NOT NULL,
    outcome TEXT,
    CONSTRAINT pk_sheet_import_row PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_sheet_import_row_tenant_id_import_id_number UNIQUE (tenant_id, import_id, number),
    CONSTRAINT fk_sheet_import_row_tenant_id_import_id FOREIGN KEY (tenant_id, import_id)
        REFERENCES sheet_import (tenant_id, id),
    CONSTRAINT ck_sheet_import_row_effect CHECK (effect IN ('added', 'changed', 'unchanged', 'refused')),
    CONSTRAINT ck_sheet_import_row_outcome CHECK (outcome IN ('added', 'changed', 'unchanged', 'refused'))
);
CREATE INDEX ix_sheet_import_row_key ON sheet_import_row (tenant_id, import_id, key_index);
CREATE INDEX ix_sheet_import_row_waiting ON sheet_import_row (tenant_id, import_id, number) WHERE outcome IS NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON sheet_import_row TO sertakan_app;
GRANT SELECT, UPDATE, DELETE ON sheet_import_row TO sertakan_worker;
"""


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(_STATEMENTS)
    for table in _OWNED:
        connection.exec_driver_sql(_WALL.format(table=table))
