"""The law part is changed in drafts: one open at a time, every version of every section kept."""

from alembic import op

revision = "0004"
down_revision = "0003"

_WALL = "tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int"
_STATEMENTS = f"""
CREATE TABLE configuration_draft (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    state TEXT NOT NULL,
    base INTEGER NOT NULL,
    restores INTEGER,
    started_by UUID NOT NULL,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    submitted_by UUID,
    submitted_at TIMESTAMP WITH TIME ZONE,
    fingerprint TEXT,
    returned_by UUID,
    returned_at TIMESTAMP WITH TIME ZONE,
    return_reason TEXT,
    closed_by UUID,
    closed_at TIMESTAMP WITH TIME ZONE,
    published_number INTEGER,
    CONSTRAINT pk_configuration_draft PRIMARY KEY (tenant_id, id),
    CONSTRAINT ck_configuration_draft_state
        CHECK (state IN ('editing', 'submitted', 'published', 'discarded')),
    CONSTRAINT ck_configuration_draft_submitted
        CHECK (state NOT IN ('submitted', 'published')
            OR (submitted_by IS NOT NULL AND submitted_at IS NOT NULL AND fingerprint IS NOT NULL)),
    CONSTRAINT ck_configuration_draft_published
        CHECK (state <> 'published' OR published_number IS NOT NULL)
);
CREATE UNIQUE INDEX uq_configuration_draft_open ON configuration_draft (tenant_id)
    WHERE state IN ('editing', 'submitted');
CREATE TABLE configuration_draft_section (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    draft_id UUID NOT NULL,
    section TEXT NOT NULL,
    version INTEGER NOT NULL,
    content JSONB NOT NULL,
    edited_by UUID NOT NULL,
    edited_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_configuration_draft_section PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_configuration_draft_section_tenant_id_draft_id FOREIGN KEY (tenant_id, draft_id)
        REFERENCES configuration_draft (tenant_id, id),
    CONSTRAINT uq_configuration_draft_section_tenant_id_section_version
        UNIQUE (tenant_id, section, version),
    CONSTRAINT ck_configuration_draft_section_section
        CHECK (section IN ('regulation', 'programme', 'form', 'consent', 'clauses', 'rule_tests')),
    CONSTRAINT ck_configuration_draft_section_version CHECK (version > 0)
);
CREATE INDEX ix_configuration_draft_section_draft
    ON configuration_draft_section (tenant_id, draft_id, section, version);
ALTER TABLE configuration_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE configuration_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON configuration_draft USING ({_WALL}) WITH CHECK ({_WALL});
ALTER TABLE configuration_draft_section ENABLE ROW LEVEL SECURITY;
ALTER TABLE configuration_draft_section FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON configuration_draft_section USING ({_WALL}) WITH CHECK ({_WALL});
GRANT SELECT, INSERT, UPDATE ON configuration_draft TO sertakan_app;
GRANT SELECT ON configuration_draft TO sertakan_worker;
GRANT SELECT, INSERT ON configuration_draft_section TO sertakan_app;
GRANT SELECT ON configuration_draft_section TO sertakan_worker;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(_STATEMENTS)
