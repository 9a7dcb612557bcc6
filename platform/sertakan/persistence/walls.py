"""Who may do what with which table, written down once, so that the catalogue can be held against it.

The grants themselves stand in the migrations; this is the list that tests and ``sertakan doctor`` compare
the living database with. A table that is missing here has no business being there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

APP, WORKER, OVERSIGHT = "sertakan_app", "sertakan_worker", "sertakan_oversight"
ROLES = (APP, WORKER, OVERSIGHT)
OWNER = "sertakan_owner"

_READ = "SELECT"
_ADD = "SELECT INSERT"
_EDIT = "SELECT INSERT UPDATE"
_ALL = "SELECT INSERT UPDATE DELETE"
_ALL_BUT_ADD = "SELECT UPDATE DELETE"

# What each role may do with each table; owned tables come first, the crossings after them.
OWNED: Mapping[str, Mapping[str, str]] = {
    "account": {APP: _EDIT, WORKER: _ALL_BUT_ADD},
    "asn_roll_member": {APP: _EDIT, WORKER: _ALL},
    "asn_roll_word": dict.fromkeys((APP, WORKER), "SELECT INSERT DELETE"),
    "audit_head": {APP: _EDIT, WORKER: "SELECT UPDATE"},
    "audit_record": {APP: _ADD, WORKER: _ADD},
    "banjar": {APP: "SELECT INSERT DELETE", WORKER: _READ},
    "configuration_draft": {APP: _EDIT, WORKER: _READ},
    "configuration_draft_section": {APP: _ADD, WORKER: _READ},
    "configuration_revision": {APP: _ADD, WORKER: _READ},
    "consent": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "data_key": {APP: _ADD, WORKER: _READ},
    "enrolment": {APP: _EDIT, WORKER: _ALL},
    "enrolment_draft": {APP: _ALL, WORKER: "SELECT DELETE"},
    "enrolment_question": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "enrolment_word": {APP: "SELECT INSERT DELETE", WORKER: "SELECT DELETE"},
    "factor_challenge": {APP: "SELECT INSERT DELETE", WORKER: "SELECT DELETE"},
    "message": {APP: _ADD, WORKER: _ALL_BUT_ADD},
    "opening_item": {APP: _ALL, WORKER: _READ},
    "passkey": {APP: _ALL, WORKER: "SELECT DELETE"},
    "pending_sign_in": {APP: "SELECT INSERT DELETE", WORKER: "SELECT DELETE"},
    "recovery_code": {APP: _ALL, WORKER: "SELECT DELETE"},
    "retrospective_case": {APP: _EDIT, WORKER: "SELECT INSERT DELETE"},
    "role_grant": {APP: "SELECT INSERT DELETE", WORKER: _READ},
    "sheet_import": {APP: _EDIT, WORKER: "SELECT UPDATE DELETE"},
    "sheet_import_row": {APP: _ALL, WORKER: "SELECT UPDATE DELETE"},
    "sign_in_session": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "sponsor": {APP: _EDIT, WORKER: _ALL_BUT_ADD},
    "staff_invitation": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "stored_file": {APP: _ADD, WORKER: "SELECT INSERT DELETE"},
    "throttle": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "totp_factor": {APP: _ALL, WORKER: "SELECT DELETE"},
    "verification": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "village_target": {APP: _EDIT, WORKER: _READ},
    "what_if_run": {APP: _EDIT, WORKER: _ALL_BUT_ADD},
    "work_unit": dict.fromkeys((APP, WORKER), _EDIT),
    "worker": {APP: _EDIT, WORKER: "SELECT DELETE"},
}
CROSSINGS: Mapping[str, Mapping[str, str]] = {
    "alembic_version": dict.fromkeys(ROLES, _READ),
    "cover_month": {APP: "INSERT DELETE", WORKER: "INSERT DELETE"},
    "daily_fact": {WORKER: _EDIT, OVERSIGHT: _READ},
    "directory_version": dict.fromkeys(ROLES, "SELECT UPDATE"),
    "opening": {APP: _EDIT, WORKER: "SELECT UPDATE", OVERSIGHT: "SELECT UPDATE"},
    "oversight_account": {OVERSIGHT: _EDIT},
    "oversight_audit_head": {OVERSIGHT: "SELECT UPDATE"},
    "oversight_audit_record": {OVERSIGHT: _ADD},
    "oversight_session": {OVERSIGHT: _EDIT},
    "oversight_throttle": {OVERSIGHT: _EDIT},
    "region": dict.fromkeys(ROLES, _READ),
    "revision_mark": {APP: _ADD, WORKER: _READ, OVERSIGHT: _READ},
    "tenant": {APP: _READ, WORKER: _READ, OVERSIGHT: _ADD},
    "tenant_host": {APP: "SELECT INSERT DELETE", WORKER: _READ, OVERSIGHT: _READ},
}
SEQUENCES: Mapping[str, Mapping[str, str]] = {"tenant_id_seq": {OVERSIGHT: "USAGE"}}
# Columns granted one by one: whose a covered month is stays readable to nobody, and of a space only its state is
# changed, by the centre that suspends it and by the job that opens it.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "cover_month": dict.fromkeys((APP, WORKER), "SELECT match_hash SELECT month SELECT person_hash"),
    "tenant": dict.fromkeys((OVERSIGHT, WORKER), "UPDATE state UPDATE state_before UPDATE state_reason"),
}
TENANT_TEST = "(tenant_id = (NULLIF(current_setting('sertakan.tenant_id'::text, true), ''::text))::integer)"

_OWN_ROW_TEST = TENANT_TEST.replace("(tenant_id =", "(id =")


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """Say which rows some roles may see and which they may write; None where the command asks neither."""

    command: str
    roles: str
    using: str | None
    check: str | None

    def __str__(self) -> str:
        return (
            f"PERMISSIVE {self.command} {{{self.roles}}} using {self.using or '-'} check {self.check or '-'}"
        )


_WALL = {"tenant_wall": Policy(command="ALL", roles="public", using=TENANT_TEST, check=TENANT_TEST)}
_BOTH = f"{APP},{WORKER}"
POLICIES: Mapping[str, Mapping[str, Policy]] = {
    **dict.fromkeys(OWNED, _WALL),
    "cover_month": {
        "cover_month_ask": Policy(command="SELECT", roles=_BOTH, using="true", check=None),
        "cover_month_claim": Policy(command="INSERT", roles=_BOTH, using=None, check=TENANT_TEST),
        "cover_month_release": Policy(command="DELETE", roles=_BOTH, using=TENANT_TEST, check=None),
    },
    "daily_fact": {
        "daily_fact_count": Policy(command="ALL", roles=WORKER, using=TENANT_TEST, check=TENANT_TEST),
        "daily_fact_compare": Policy(command="SELECT", roles=OVERSIGHT, using="true", check=None),
    },
    "tenant_host": {
        "tenant_host_read": Policy(command="SELECT", roles="public", using="true", check=None),
        "tenant_host_claim": Policy(command="INSERT", roles=f"{APP},{OWNER}", using=None, check=TENANT_TEST),
        "tenant_host_release": Policy(
            command="DELETE", roles=f"{APP},{OWNER}", using=TENANT_TEST, check=None
        ),
    },
    "opening": {
        "opening_own": Policy(command="ALL", roles=_BOTH, using=TENANT_TEST, check=TENANT_TEST),
        "opening_centre": Policy(command="ALL", roles=OVERSIGHT, using="true", check="true"),
    },
    "tenant": {
        "tenant_known": Policy(command="SELECT", roles="public", using="true", check=None),
        "tenant_owner": Policy(command="ALL", roles=OWNER, using="true", check="true"),
        "tenant_founded": Policy(
            command="INSERT", roles=OVERSIGHT, using=None, check="(state = 'draft'::text)"
        ),
        "tenant_centre": Policy(command="UPDATE", roles=OVERSIGHT, using="true", check="true"),
        "tenant_opened": Policy(command="UPDATE", roles=WORKER, using=_OWN_ROW_TEST, check=_OWN_ROW_TEST),
    },
    "revision_mark": {
        "revision_mark_read": Policy(command="SELECT", roles="public", using="true", check=None),
        "revision_mark_publish": Policy(
            command="INSERT", roles=f"{APP},{OWNER}", using=None, check=TENANT_TEST
        ),
    },
}


@dataclass(frozen=True, kw_only=True)
class Breach:
    """Name one difference between the walls as written here and as they stand."""

    table: str
    what: str
    expected: str
    found: str


# Each question answers with what it looked at, which side of it, and what stands there.
_QUESTIONS = Path(__file__).with_suffix(".sql").read_text().split(";\n")


def find_breaches(connection: Connection) -> list[Breach]:
    """Return every difference between the walls as written here and as the catalogue has them."""
    expected = dict(_expected())
    found = {(table, what): have for table, what, have in _found(connection) if have}
    return [
        Breach(table=table, what=what, expected=wanted, found=have)
        for table, what in sorted(expected.keys() | found.keys())
        if (have := found.get((table, what), "")) != (wanted := expected.get((table, what), ""))
    ]


def _found(connection: Connection) -> Iterator[tuple[str, str, str]]:
    for question in _QUESTIONS:
        for table, what, have in connection.execute(text(question)):
            yield str(table), str(what), str(have)


def _expected() -> Iterator[tuple[tuple[str, str], str]]:
    for table in (*OWNED, *CROSSINGS):
        yield (table, "table"), "r"
        yield (table, "owner"), OWNER
    for relation, roles in {**OWNED, **CROSSINGS, **SEQUENCES}.items():
        for role, privileges in roles.items():
            yield (relation, f"grants to {role}"), " ".join(sorted(privileges.split()))
    for table, readers in COLUMNS.items():
        for role, columns in readers.items():
            yield (table, f"columns for {role}"), columns
    for table, policies in POLICIES.items():
        yield (table, "forced row security"), "on"
        for name, policy in policies.items():
            yield (table, f"policy {name}"), str(policy)
