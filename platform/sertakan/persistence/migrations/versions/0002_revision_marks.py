"""Law and house are published apart: marks say which revision holds which part, and from which day."""

from alembic import op
from sqlalchemy import text

from sertakan.tenancy.regions.draft import zone_for

revision = "0002"
down_revision = "0001"

_STATEMENTS = """
CREATE TABLE revision_mark (
    tenant_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    part TEXT NOT NULL,
    applied_from DATE NOT NULL,
    CONSTRAINT pk_revision_mark PRIMARY KEY (tenant_id, number),
    CONSTRAINT fk_revision_mark_tenant_id_number FOREIGN KEY (tenant_id, number)
        REFERENCES configuration_revision (tenant_id, number),
    CONSTRAINT ck_revision_mark_part CHECK (part IN ('whole', 'law', 'house'))
);
ALTER TABLE configuration_revision NO FORCE ROW LEVEL SECURITY;
INSERT INTO revision_mark (tenant_id, number, part, applied_from)
    SELECT tenant_id, number, 'whole', applied_from FROM configuration_revision;
ALTER TABLE configuration_revision FORCE ROW LEVEL SECURITY;
ALTER TABLE revision_mark ENABLE ROW LEVEL SECURITY;
ALTER TABLE revision_mark FORCE ROW LEVEL SECURITY;
CREATE POLICY revision_mark_read ON revision_mark FOR SELECT USING (true);
CREATE POLICY revision_mark_publish ON revision_mark FOR INSERT TO sertakan_app, sertakan_owner
    WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
GRANT SELECT ON revision_mark TO sertakan_app, sertakan_worker, sertakan_oversight;
GRANT INSERT ON revision_mark TO sertakan_app;
ALTER TABLE configuration_revision DROP COLUMN applied_from;
ALTER TABLE configuration_revision ADD COLUMN approved_by UUID;
ALTER TABLE configuration_revision ADD COLUMN restores INTEGER;
GRANT INSERT ON configuration_revision TO sertakan_app;
CREATE INDEX ix_stored_file_content ON stored_file (tenant_id, content_hash);
GRANT UPDATE ON directory_version TO sertakan_app;
ALTER TABLE tenant DROP COLUMN revision;
ALTER TABLE tenant ADD COLUMN timezone TEXT;
"""


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(_STATEMENTS)
    provinces = connection.execute(text("SELECT DISTINCT left(region_code, 2) FROM tenant")).scalars().all()
    for province in provinces:
        connection.execute(
            text("UPDATE tenant SET timezone = :zone WHERE left(region_code, 2) = :province"),
            {"zone": zone_for(province), "province": province},
        )
    connection.exec_driver_sql("ALTER TABLE tenant ALTER COLUMN timezone SET NOT NULL")
