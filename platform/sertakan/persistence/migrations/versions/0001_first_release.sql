-- The first release's tables, walls and grants. Frozen: later changes come in later migrations.

CREATE TABLE account (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	name TEXT NOT NULL, 
	email_sealed BYTEA, 
	email_index BYTEA, 
	mobile_sealed BYTEA, 
	mobile_index BYTEA, 
	password_hash TEXT NOT NULL, 
	sponsor_id UUID, 
	is_disabled BOOLEAN DEFAULT 'false' NOT NULL, 
	verified_at TIMESTAMP WITH TIME ZONE, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (tenant_id, id), 
	CONSTRAINT uq_account_tenant_id_email_index UNIQUE (tenant_id, email_index), 
	CONSTRAINT uq_account_tenant_id_mobile_index UNIQUE (tenant_id, mobile_index), 
	CONSTRAINT ck_account_contact CHECK (email_index IS NOT NULL OR mobile_index IS NOT NULL)
);

CREATE TABLE audit_head (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	sequence BIGINT NOT NULL, 
	hash BYTEA NOT NULL, 
	CONSTRAINT pk_audit_head PRIMARY KEY (tenant_id, id), 
	CONSTRAINT uq_audit_head_tenant_id UNIQUE (tenant_id)
);

CREATE TABLE audit_record (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	sequence BIGINT NOT NULL, 
	recorded_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	actor_id UUID, 
	event TEXT NOT NULL, 
	subject_id UUID, 
	payload TEXT NOT NULL, 
	hash BYTEA NOT NULL, 
	CONSTRAINT pk_audit_record PRIMARY KEY (tenant_id, id), 
	CONSTRAINT uq_audit_record_tenant_id_sequence UNIQUE (tenant_id, sequence)
);

CREATE INDEX ix_audit_record_event ON audit_record (tenant_id, event, sequence);

CREATE INDEX ix_audit_record_subject ON audit_record (tenant_id, subject_id, sequence);

CREATE TABLE configuration_revision (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	number INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	fingerprint TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	applied_from DATE DEFAULT CURRENT_DATE NOT NULL, 
	published_by UUID, 
	published_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_configuration_revision PRIMARY KEY (tenant_id, id), 
	CONSTRAINT uq_configuration_revision_tenant_id_number UNIQUE (tenant_id, number)
);

CREATE TABLE cover_month (
	person_hash BYTEA NOT NULL, 
	month INTEGER NOT NULL, 
	match_hash BYTEA NOT NULL, 
	tenant_id INTEGER NOT NULL, 
	CONSTRAINT pk_cover_month PRIMARY KEY (person_hash, month)
);

CREATE TABLE daily_fact (
	tenant_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	measure TEXT NOT NULL, 
	value BIGINT NOT NULL, 
	counted_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_daily_fact PRIMARY KEY (tenant_id, day, measure)
);

CREATE TABLE data_key (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	purpose TEXT NOT NULL, 
	number SMALLINT NOT NULL, 
	wrapped BYTEA NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_data_key PRIMARY KEY (tenant_id, id), 
	CONSTRAINT uq_data_key_tenant_id_purpose_number UNIQUE (tenant_id, purpose, number)
);

CREATE TABLE directory_version (
	id SMALLINT NOT NULL, 
	version BIGINT NOT NULL, 
	CONSTRAINT pk_directory_version PRIMARY KEY (id), 
	CONSTRAINT ck_directory_version_single CHECK (id = 1)
);

CREATE TABLE message (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	channel TEXT NOT NULL, 
	template TEXT NOT NULL, 
	recipient_sealed BYTEA NOT NULL, 
	subject_sealed BYTEA NOT NULL, 
	body_sealed BYTEA NOT NULL, 
	state TEXT NOT NULL, 
	attempts SMALLINT DEFAULT '0' NOT NULL, 
	failure TEXT, 
	verification_id UUID, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	sent_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_message PRIMARY KEY (tenant_id, id), 
	CONSTRAINT ck_message_channel CHECK (channel IN ('email', 'sms', 'whatsapp')), 
	CONSTRAINT ck_message_state CHECK (state IN ('queued', 'sent', 'failed', 'held'))
);

CREATE INDEX ix_message_created ON message (tenant_id, created_at, id);

CREATE TABLE oversight_account (
	id UUID NOT NULL, 
	email TEXT NOT NULL, 
	name TEXT NOT NULL, 
	password_hash TEXT NOT NULL, 
	role TEXT NOT NULL, 
	scope_kind TEXT DEFAULT 'national' NOT NULL, 
	province_code TEXT, 
	is_disabled BOOLEAN DEFAULT 'false' NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_oversight_account PRIMARY KEY (id), 
	CONSTRAINT uq_oversight_account_email UNIQUE (email)
);

CREATE TABLE oversight_audit_head (
	id SMALLINT NOT NULL, 
	sequence BIGINT NOT NULL, 
	hash BYTEA NOT NULL, 
	CONSTRAINT pk_oversight_audit_head PRIMARY KEY (id)
);

CREATE TABLE oversight_audit_record (
	id UUID NOT NULL, 
	sequence BIGINT NOT NULL, 
	recorded_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	actor_id UUID, 
	event TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	hash BYTEA NOT NULL, 
	CONSTRAINT pk_oversight_audit_record PRIMARY KEY (id), 
	CONSTRAINT uq_oversight_audit_record_sequence UNIQUE (sequence)
);

CREATE TABLE oversight_session (
	id UUID NOT NULL, 
	account_id UUID NOT NULL, 
	token_hash BYTEA NOT NULL, 
	device TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	revoked_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_oversight_session PRIMARY KEY (id), 
	CONSTRAINT uq_oversight_session_token_hash UNIQUE (token_hash)
);

CREATE UNLOGGED TABLE oversight_throttle (
	id UUID NOT NULL, 
	attempts SMALLINT NOT NULL, 
	window_ends_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_oversight_throttle PRIMARY KEY (id)
);

CREATE TABLE region (
	code TEXT COLLATE "C" NOT NULL, 
	name TEXT NOT NULL, 
	level SMALLINT NOT NULL, 
	parent_code TEXT COLLATE "C", 
	search_name TEXT NOT NULL, 
	CONSTRAINT pk_region PRIMARY KEY (code)
);

CREATE INDEX ix_region_parent_code ON region (parent_code);

CREATE INDEX ix_region_search_name ON region (level, search_name text_pattern_ops);

CREATE TABLE stored_file (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	purpose TEXT NOT NULL, 
	media_type TEXT NOT NULL, 
	byte_count BIGINT NOT NULL, 
	content_hash BYTEA NOT NULL, 
	owner_account_id UUID, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_stored_file PRIMARY KEY (tenant_id, id)
);

CREATE TABLE tenant (
	id INTEGER GENERATED BY DEFAULT AS IDENTITY, 
	slug TEXT NOT NULL, 
	region_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	state TEXT NOT NULL, 
	state_reason TEXT, 
	is_demo BOOLEAN DEFAULT 'false' NOT NULL, 
	revision INTEGER NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_tenant PRIMARY KEY (id), 
	CONSTRAINT ck_tenant_state CHECK (state IN ('draft', 'trial', 'live', 'suspended')), 
	CONSTRAINT uq_tenant_slug UNIQUE (slug), 
	CONSTRAINT uq_tenant_region_code UNIQUE (region_code)
);

CREATE UNLOGGED TABLE throttle (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	attempts SMALLINT NOT NULL, 
	window_ends_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_throttle PRIMARY KEY (tenant_id, id)
);

CREATE TABLE verification (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	purpose TEXT NOT NULL, 
	contact_index BYTEA NOT NULL, 
	request_sealed BYTEA NOT NULL, 
	code_hash BYTEA NOT NULL, 
	attempts SMALLINT DEFAULT '0' NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	used_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_verification PRIMARY KEY (tenant_id, id)
);

CREATE TABLE work_unit (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_work_unit PRIMARY KEY (tenant_id, id), 
	CONSTRAINT uq_work_unit_tenant_id_name UNIQUE (tenant_id, name)
);

CREATE TABLE worker (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	name TEXT NOT NULL, 
	nik_sealed BYTEA NOT NULL, 
	nik_index BYTEA NOT NULL, 
	birth_place TEXT NOT NULL, 
	birth_date DATE NOT NULL, 
	sex TEXT NOT NULL, 
	occupation TEXT NOT NULL, 
	sector TEXT NOT NULL, 
	village_code TEXT NOT NULL, 
	address_sealed BYTEA NOT NULL, 
	work_village_code TEXT NOT NULL, 
	workplace_sealed BYTEA, 
	mobile_sealed BYTEA, 
	mobile_index BYTEA, 
	optional_sealed BYTEA, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_worker PRIMARY KEY (tenant_id, id), 
	CONSTRAINT ck_worker_sex CHECK (sex IN ('L', 'P')), 
	CONSTRAINT ck_worker_sector CHECK (sector IN ('transport', 'non_transport'))
);

CREATE INDEX ix_worker_mobile ON worker (tenant_id, mobile_index);

CREATE INDEX ix_worker_nik ON worker (tenant_id, nik_index);

CREATE TABLE role_grant (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	account_id UUID NOT NULL, 
	role TEXT NOT NULL, 
	scope_kind TEXT NOT NULL, 
	region_code TEXT, 
	work_unit_id UUID, 
	granted_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_role_grant PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_role_grant_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id), 
	CONSTRAINT fk_role_grant_tenant_id_work_unit_id FOREIGN KEY(tenant_id, work_unit_id) REFERENCES work_unit (tenant_id, id), 
	CONSTRAINT ck_role_grant_scope CHECK ((scope_kind = 'regency' AND region_code IS NULL AND work_unit_id IS NULL) OR (scope_kind = 'work_unit' AND work_unit_id IS NOT NULL AND region_code IS NULL) OR (scope_kind IN ('district', 'village') AND region_code IS NOT NULL AND work_unit_id IS NULL))
);

CREATE INDEX ix_role_grant_account ON role_grant (tenant_id, account_id);

CREATE TABLE sign_in_session (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	account_id UUID NOT NULL, 
	token_hash BYTEA NOT NULL, 
	device TEXT NOT NULL, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	expires_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	revoked_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_sign_in_session PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_sign_in_session_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id), 
	CONSTRAINT uq_sign_in_session_tenant_id_token_hash UNIQUE (tenant_id, token_hash)
);

CREATE INDEX ix_sign_in_session_account ON sign_in_session (tenant_id, account_id);

CREATE TABLE sponsor (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	account_id UUID, 
	category TEXT NOT NULL, 
	name TEXT NOT NULL, 
	nip_sealed BYTEA, 
	nip_index BYTEA, 
	nik_sealed BYTEA, 
	nik_index BYTEA, 
	work_unit_id UUID, 
	organisation TEXT, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_sponsor PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_sponsor_tenant_id_account_id FOREIGN KEY(tenant_id, account_id) REFERENCES account (tenant_id, id), 
	CONSTRAINT fk_sponsor_tenant_id_work_unit_id FOREIGN KEY(tenant_id, work_unit_id) REFERENCES work_unit (tenant_id, id), 
	CONSTRAINT uq_sponsor_tenant_id_account_id UNIQUE (tenant_id, account_id), 
	CONSTRAINT ck_sponsor_category CHECK (category IN ('pns', 'pppk', 'non_asn', 'public', 'organisation'))
);

CREATE INDEX ix_sponsor_nik ON sponsor (tenant_id, nik_index);

CREATE INDEX ix_sponsor_nip ON sponsor (tenant_id, nip_index);

CREATE TABLE tenant_host (
	host TEXT NOT NULL, 
	tenant_id INTEGER NOT NULL, 
	CONSTRAINT pk_tenant_host PRIMARY KEY (host), 
	CONSTRAINT fk_tenant_host_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenant (id)
);

CREATE TABLE enrolment (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	reference TEXT NOT NULL, 
	draft_id UUID NOT NULL, 
	sponsor_id UUID NOT NULL, 
	worker_id UUID NOT NULL, 
	sponsor_name TEXT NOT NULL, 
	worker_name TEXT NOT NULL, 
	state TEXT NOT NULL, 
	state_ground TEXT, 
	active_person BYTEA, 
	village_code TEXT COLLATE "C" NOT NULL, 
	district_code TEXT COLLATE "C" NOT NULL, 
	work_unit_id UUID, 
	occupation TEXT NOT NULL, 
	sector TEXT NOT NULL, 
	funding TEXT NOT NULL, 
	bracket SMALLINT NOT NULL, 
	first_month INTEGER NOT NULL, 
	months SMALLINT NOT NULL, 
	total INTEGER NOT NULL, 
	own_code_sealed BYTEA, 
	revision INTEGER NOT NULL, 
	national_version TEXT NOT NULL, 
	decision JSONB NOT NULL, 
	hints JSONB DEFAULT '[]' NOT NULL, 
	is_halted BOOLEAN DEFAULT 'false' NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	submitted_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	decided_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_enrolment PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_enrolment_tenant_id_sponsor_id FOREIGN KEY(tenant_id, sponsor_id) REFERENCES sponsor (tenant_id, id), 
	CONSTRAINT fk_enrolment_tenant_id_worker_id FOREIGN KEY(tenant_id, worker_id) REFERENCES worker (tenant_id, id), 
	CONSTRAINT uq_enrolment_tenant_id_reference UNIQUE (tenant_id, reference), 
	CONSTRAINT uq_enrolment_tenant_id_draft_id UNIQUE (tenant_id, draft_id), 
	CONSTRAINT uq_enrolment_tenant_id_active_person UNIQUE (tenant_id, active_person), 
	CONSTRAINT ck_enrolment_state CHECK (state IN ('submitted', 'returned', 'rejected', 'approved', 'sent', 'refused', 'payable', 'registered', 'ended')), 
	CONSTRAINT ck_enrolment_months CHECK (months IN (1, 3, 6, 12))
);

CREATE INDEX ix_enrolment_decided ON enrolment (tenant_id, decided_at);

CREATE INDEX ix_enrolment_district ON enrolment (tenant_id, district_code, submitted_at, id);

CREATE INDEX ix_enrolment_hinted ON enrolment (tenant_id, submitted_at, id) WHERE jsonb_array_length(hints) > 0;

CREATE INDEX ix_enrolment_newest ON enrolment (tenant_id, submitted_at, id);

CREATE INDEX ix_enrolment_sponsor ON enrolment (tenant_id, sponsor_id, submitted_at);

CREATE INDEX ix_enrolment_state ON enrolment (tenant_id, state, submitted_at, id);

CREATE INDEX ix_enrolment_unit ON enrolment (tenant_id, work_unit_id, submitted_at, id);

CREATE INDEX ix_enrolment_village ON enrolment (tenant_id, village_code, submitted_at, id);

CREATE INDEX ix_enrolment_worker ON enrolment (tenant_id, worker_id);

CREATE TABLE enrolment_draft (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	sponsor_id UUID NOT NULL, 
	answers_sealed BYTEA NOT NULL, 
	version INTEGER DEFAULT '1' NOT NULL, 
	submitted_enrolment_id UUID, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	CONSTRAINT pk_enrolment_draft PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_enrolment_draft_tenant_id_sponsor_id FOREIGN KEY(tenant_id, sponsor_id) REFERENCES sponsor (tenant_id, id)
);

CREATE INDEX ix_enrolment_draft_sponsor ON enrolment_draft (tenant_id, sponsor_id, updated_at);

CREATE TABLE consent (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	worker_id UUID NOT NULL, 
	enrolment_id UUID NOT NULL, 
	text_version TEXT NOT NULL, 
	language TEXT NOT NULL, 
	way TEXT NOT NULL, 
	state TEXT NOT NULL, 
	proof_file_id UUID, 
	told_by TEXT NOT NULL, 
	refusal_code_sealed BYTEA NOT NULL, 
	refusal_code_hash BYTEA NOT NULL, 
	given_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	refused_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_consent PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_consent_tenant_id_worker_id FOREIGN KEY(tenant_id, worker_id) REFERENCES worker (tenant_id, id), 
	CONSTRAINT fk_consent_tenant_id_enrolment_id FOREIGN KEY(tenant_id, enrolment_id) REFERENCES enrolment (tenant_id, id), 
	CONSTRAINT fk_consent_tenant_id_proof_file_id FOREIGN KEY(tenant_id, proof_file_id) REFERENCES stored_file (tenant_id, id), 
	CONSTRAINT uq_consent_tenant_id_enrolment_id UNIQUE (tenant_id, enrolment_id), 
	CONSTRAINT uq_consent_tenant_id_refusal_code_hash UNIQUE (tenant_id, refusal_code_hash), 
	CONSTRAINT ck_consent_way CHECK (way IN ('code', 'paper', 'present')), 
	CONSTRAINT ck_consent_state CHECK (state IN ('given', 'unverified', 'refused'))
);

CREATE TABLE enrolment_question (
	tenant_id INTEGER NOT NULL, 
	id UUID NOT NULL, 
	enrolment_id UUID NOT NULL, 
	field TEXT NOT NULL, 
	question TEXT NOT NULL, 
	asked_by UUID NOT NULL, 
	asked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	answered_at TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_enrolment_question PRIMARY KEY (tenant_id, id), 
	CONSTRAINT fk_enrolment_question_tenant_id_enrolment_id FOREIGN KEY(tenant_id, enrolment_id) REFERENCES enrolment (tenant_id, id)
);

CREATE INDEX ix_enrolment_question_enrolment ON enrolment_question (tenant_id, enrolment_id);

CREATE TABLE enrolment_word (
	tenant_id INTEGER NOT NULL, 
	word TEXT COLLATE "C" NOT NULL, 
	enrolment_id UUID NOT NULL, 
	CONSTRAINT pk_enrolment_word PRIMARY KEY (tenant_id, word, enrolment_id), 
	CONSTRAINT fk_enrolment_word_tenant_id_enrolment_id FOREIGN KEY(tenant_id, enrolment_id) REFERENCES enrolment (tenant_id, id)
);

CREATE INDEX ix_enrolment_word_enrolment ON enrolment_word (tenant_id, enrolment_id, word);

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON account USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_head FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON audit_head USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_record FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON audit_record USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE configuration_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE configuration_revision FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON configuration_revision USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE consent FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON consent USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE data_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE data_key FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON data_key USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE enrolment ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON enrolment USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE enrolment_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON enrolment_draft USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE enrolment_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment_question FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON enrolment_question USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE enrolment_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE enrolment_word FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON enrolment_word USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE message ENABLE ROW LEVEL SECURITY;
ALTER TABLE message FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON message USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE role_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON role_grant USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE sign_in_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_session FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON sign_in_session USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE sponsor ENABLE ROW LEVEL SECURITY;
ALTER TABLE sponsor FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON sponsor USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_file FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON stored_file USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE throttle ENABLE ROW LEVEL SECURITY;
ALTER TABLE throttle FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON throttle USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE verification ENABLE ROW LEVEL SECURITY;
ALTER TABLE verification FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON verification USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE work_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_unit FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON work_unit USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE worker ENABLE ROW LEVEL SECURITY;
ALTER TABLE worker FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON worker USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);

ALTER TABLE cover_month ENABLE ROW LEVEL SECURITY;
ALTER TABLE cover_month FORCE ROW LEVEL SECURITY;

ALTER TABLE daily_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE daily_fact FORCE ROW LEVEL SECURITY;

CREATE POLICY cover_month_ask ON cover_month FOR SELECT TO sertakan_app, sertakan_worker USING (true);
CREATE POLICY cover_month_claim ON cover_month FOR INSERT TO sertakan_app, sertakan_worker WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
CREATE POLICY cover_month_release ON cover_month FOR DELETE TO sertakan_app, sertakan_worker USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
CREATE POLICY daily_fact_count ON daily_fact TO sertakan_worker USING (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int) WITH CHECK (tenant_id = nullif(current_setting('sertakan.tenant_id', true), '')::int);
CREATE POLICY daily_fact_compare ON daily_fact FOR SELECT TO sertakan_oversight USING (true);

GRANT SELECT, INSERT, UPDATE ON account TO sertakan_app;

GRANT SELECT ON account TO sertakan_worker;

GRANT SELECT, UPDATE ON audit_head TO sertakan_app;

GRANT SELECT, UPDATE ON audit_head TO sertakan_worker;

GRANT SELECT, INSERT ON audit_record TO sertakan_app;

GRANT SELECT, INSERT ON audit_record TO sertakan_worker;

GRANT SELECT ON configuration_revision TO sertakan_app;

GRANT SELECT ON configuration_revision TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON consent TO sertakan_app;

GRANT SELECT ON consent TO sertakan_worker;

GRANT SELECT ON data_key TO sertakan_app;

GRANT SELECT ON data_key TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON enrolment TO sertakan_app;

GRANT SELECT, INSERT, UPDATE ON enrolment TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE, DELETE ON enrolment_draft TO sertakan_app;

GRANT SELECT, DELETE ON enrolment_draft TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON enrolment_question TO sertakan_app;

GRANT SELECT ON enrolment_question TO sertakan_worker;

GRANT SELECT, INSERT, DELETE ON enrolment_word TO sertakan_app;

GRANT SELECT ON enrolment_word TO sertakan_worker;

GRANT SELECT, INSERT ON message TO sertakan_app;

GRANT SELECT, UPDATE ON message TO sertakan_worker;

GRANT SELECT, INSERT, DELETE ON role_grant TO sertakan_app;

GRANT SELECT ON role_grant TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON sign_in_session TO sertakan_app;

GRANT SELECT, DELETE ON sign_in_session TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON sponsor TO sertakan_app;

GRANT SELECT ON sponsor TO sertakan_worker;

GRANT SELECT, INSERT ON stored_file TO sertakan_app;

GRANT SELECT ON stored_file TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON throttle TO sertakan_app;

GRANT SELECT, DELETE ON throttle TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON verification TO sertakan_app;

GRANT SELECT, DELETE ON verification TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON work_unit TO sertakan_app;

GRANT SELECT ON work_unit TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON worker TO sertakan_app;

GRANT SELECT ON worker TO sertakan_worker;

GRANT SELECT ON alembic_version TO sertakan_app;

GRANT SELECT ON alembic_version TO sertakan_worker;

GRANT SELECT ON alembic_version TO sertakan_oversight;

GRANT INSERT, DELETE ON cover_month TO sertakan_app;

GRANT INSERT, DELETE ON cover_month TO sertakan_worker;

GRANT SELECT, INSERT, UPDATE ON daily_fact TO sertakan_worker;

GRANT SELECT ON daily_fact TO sertakan_oversight;

GRANT SELECT ON directory_version TO sertakan_app;

GRANT SELECT ON directory_version TO sertakan_worker;

GRANT SELECT ON directory_version TO sertakan_oversight;

GRANT SELECT, INSERT, UPDATE ON oversight_account TO sertakan_oversight;

GRANT SELECT, UPDATE ON oversight_audit_head TO sertakan_oversight;

GRANT SELECT, INSERT ON oversight_audit_record TO sertakan_oversight;

GRANT SELECT, INSERT, UPDATE ON oversight_session TO sertakan_oversight;

GRANT SELECT, INSERT, UPDATE ON oversight_throttle TO sertakan_oversight;

GRANT SELECT ON region TO sertakan_app;

GRANT SELECT ON region TO sertakan_worker;

GRANT SELECT ON region TO sertakan_oversight;

GRANT SELECT ON tenant TO sertakan_app;

GRANT SELECT ON tenant TO sertakan_worker;

GRANT SELECT ON tenant TO sertakan_oversight;

GRANT SELECT ON tenant_host TO sertakan_app;

GRANT SELECT ON tenant_host TO sertakan_worker;

GRANT SELECT ON tenant_host TO sertakan_oversight;

GRANT SELECT (person_hash, month, match_hash) ON cover_month TO sertakan_app, sertakan_worker;

INSERT INTO directory_version (id, version) VALUES (1, 1);
INSERT INTO oversight_audit_head (id, sequence, hash) VALUES (1, 0, '');
