"""A regency claims and releases a host of its own; the wall lets it touch no other's."""

from alembic import op

revision = "0011"
down_revision = "0010"

_OWN = "tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int"


def upgrade() -> None:
    op.execute("ALTER TABLE tenant_host ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE tenant_host FORCE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY tenant_host_read ON tenant_host FOR SELECT USING (true)")
    op.execute(
        "CREATE POLICY tenant_host_claim ON tenant_host FOR INSERT TO sertakan_app, sertakan_owner"
        f" WITH CHECK ({_OWN})"
    )
    op.execute(
        "CREATE POLICY tenant_host_release ON tenant_host FOR DELETE TO sertakan_app, sertakan_owner"
        f" USING ({_OWN})"
    )
    op.execute("GRANT INSERT, DELETE ON tenant_host TO sertakan_app")
