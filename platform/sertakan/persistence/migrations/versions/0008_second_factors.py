"""Staff are invited, prove themselves by a second factor, and see where they are signed in."""

from alembic import op

revision = "0008"
down_revision = "0007"

_TABLES = (
    "staff_invitation",
    "pending_sign_in",
    "totp_factor",
    "recovery_code",
    "passkey",
    "factor_challenge",
)
_CREATION = """
CREATE TABLE staff_invitation (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    name TEXT NOT NULL,
    email_sealed BYTEA NOT NULL,
    email_index BYTEA NOT NULL,
    grants JSONB NOT NULL,
    state TEXT DEFAULT 'waiting' NOT NULL,
    invited_by UUID,
    created_at TIMESTAMPTZ DEFAULT now() NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    CONSTRAINT pk_staff_invitation PRIMARY KEY (tenant_id, id),
    CONSTRAINT uq_staff_invitation_tenant_id_token_hash UNIQUE (tenant_id, token_hash),
    CONSTRAINT ck_staff_invitation_state CHECK (state IN ('waiting', 'accepted', 'revoked'))
);
CREATE UNIQUE INDEX uq_staff_invitation_waiting ON staff_invitation (tenant_id, email_index)
    WHERE state = 'waiting';
CREATE TABLE pending_sign_in (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_pending_sign_in PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_pending_sign_in_tenant_id_account_id FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, id),
    CONSTRAINT uq_pending_sign_in_tenant_id_token_hash UNIQUE (tenant_id, token_hash)
);
CREATE TABLE totp_factor (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    secret_sealed BYTEA NOT NULL,
    is_confirmed BOOLEAN DEFAULT false NOT NULL,
    last_step BIGINT DEFAULT 0 NOT NULL,
    created_at TIMESTAMPTZ DEFAULT now() NOT NULL,
    CONSTRAINT pk_totp_factor PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_totp_factor_tenant_id_account_id FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, id),
    CONSTRAINT uq_totp_factor_tenant_id_account_id_is_confirmed UNIQUE (tenant_id, account_id, is_confirmed)
);
CREATE TABLE recovery_code (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    used_at TIMESTAMPTZ,
    CONSTRAINT pk_recovery_code PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_recovery_code_tenant_id_account_id FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, id),
    CONSTRAINT uq_recovery_code_tenant_id_account_id_code_hash UNIQUE (tenant_id, account_id, code_hash)
);
CREATE TABLE passkey (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    name TEXT NOT NULL,
    credential_id BYTEA NOT NULL,
    public_key BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    created_at TIMESTAMPTZ DEFAULT now() NOT NULL,
    used_at TIMESTAMPTZ,
    CONSTRAINT pk_passkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_passkey_tenant_id_account_id FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, id),
    CONSTRAINT uq_passkey_tenant_id_credential_id UNIQUE (tenant_id, credential_id)
);
CREATE INDEX ix_passkey_account ON passkey (tenant_id, account_id);
CREATE TABLE factor_challenge (
    tenant_id INTEGER NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    challenge BYTEA NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT pk_factor_challenge PRIMARY KEY (tenant_id, id),
    CONSTRAINT fk_factor_challenge_tenant_id_account_id FOREIGN KEY (tenant_id, account_id)
        REFERENCES account (tenant_id, id),
    CONSTRAINT uq_factor_challenge_tenant_id_challenge UNIQUE (tenant_id, challenge),
    CONSTRAINT ck_factor_challenge_purpose CHECK (purpose IN ('add', 'prove'))
);
GRANT SELECT, INSERT, UPDATE ON staff_invitation TO sertakan_app;
GRANT SELECT, DELETE ON staff_invitation TO sertakan_worker;
GRANT SELECT, INSERT, DELETE ON pending_sign_in TO sertakan_app;
GRANT SELECT, DELETE ON pending_sign_in TO sertakan_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_factor TO sertakan_app;
GRANT SELECT, DELETE ON totp_factor TO sertakan_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO sertakan_app;
GRANT SELECT ON recovery_code TO sertakan_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey TO sertakan_app;
GRANT SELECT ON passkey TO sertakan_worker;
GRANT SELECT, INSERT, DELETE ON factor_challenge TO sertakan_app;
GRANT SELECT, DELETE ON factor_challenge TO sertakan_worker;
"""
_SIGN_INS = """
ALTER TABLE sign_in_session ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE sign_in_session ADD COLUMN seen_at TIMESTAMPTZ NOT NULL DEFAULT now();
ALTER TABLE sign_in_session ADD COLUMN factor TEXT;
ALTER TABLE sign_in_session ADD COLUMN proven_at TIMESTAMPTZ NOT NULL DEFAULT now();
ALTER TABLE sign_in_session ADD CONSTRAINT ck_sign_in_session_factor
    CHECK (factor IN ('totp', 'recovery', 'passkey'));
ALTER TABLE sign_in_session NO FORCE ROW LEVEL SECURITY;
UPDATE sign_in_session SET seen_at = created_at, proven_at = created_at;
ALTER TABLE sign_in_session FORCE ROW LEVEL SECURITY;
"""
_WALL = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON {table}
    USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int)
    WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
"""


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(_CREATION)
    connection.exec_driver_sql(_SIGN_INS)
    for table in _TABLES:
        connection.exec_driver_sql(_WALL.format(table=table))
