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

# What each role may do with each table; owned tables come first, the crossings after them.
OWNED: Mapping[str, Mapping[str, str]] = {
    "account": {APP: _EDIT, WORKER: _READ},
    "audit_head": {APP: "SELECT UPDATE", WORKER: "SELECT UPDATE"},
    "audit_record": {APP: _ADD, WORKER: _ADD},
    "configuration_revision": {APP: _ADD, WORKER: _READ},
    "consent": {APP: _EDIT, WORKER: _READ},
    "data_key": {APP: _READ, WORKER: _READ},
    "enrolment": {APP: _EDIT, WORKER: _EDIT},
    "enrolment_draft": {APP: _ALL, WORKER: "SELECT DELETE"},
    "enrolment_question": {APP: _EDIT, WORKER: _READ},
    "enrolment_word": {APP: "SELECT INSERT DELETE", WORKER: _READ},
    "message": {APP: _ADD, WORKER: "SELECT UPDATE"},
    "role_grant": {APP: "SELECT INSERT DELETE", WORKER: _READ},
    "sign_in_session": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "sponsor": {APP: _EDIT, WORKER: _READ},
    "stored_file": {APP: _ADD, WORKER: _READ},
    "throttle": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "verification": {APP: _EDIT, WORKER: "SELECT DELETE"},
    "work_unit": {APP: _EDIT, WORKER: _READ},
    "worker": {APP: _EDIT, WORKER: _READ},
}
CROSSINGS: Mapping[str, Mapping[str, str]] = {
    "alembic_version": dict.fromkeys(ROLES, _READ),
    "cover_month": {APP: "INSERT DELETE", WORKER: "INSERT DELETE"},
    "daily_fact": {WORKER: _EDIT, OVERSIGHT: _READ},
    "directory_version": {APP: "SELECT UPDATE", WORKER: _READ, OVERSIGHT: _READ},
    "oversight_account": {OVERSIGHT: _EDIT},
    "oversight_audit_head": {OVERSIGHT: "SELECT UPDATE"},
    "oversight_audit_record": {OVERSIGHT: _ADD},
    "oversight_session": {OVERSIGHT: _EDIT},
    "oversight_throttle": {OVERSIGHT: _EDIT},
    "region": dict.fromkeys(ROLES, _READ),
    "revision_mark": {APP: _ADD, WORKER: _READ, OVERSIGHT: _READ},
    "tenant": dict.fromkeys(ROLES, _READ),
    "tenant_host": {APP: "SELECT INSERT DELETE", WORKER: _READ, OVERSIGHT: _READ},
}
# Columns granted one by one: whose a covered month is stays readable to nobody.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "cover_month": dict.fromkeys((APP, WORKER), "match_hash month person_hash"),
}
TENANT_TEST = "(tenant_id = (NULLIF(current_setting('sertakan.tenant_id'::text, true), ''::text))::integer)"


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
    for table, roles in {**OWNED, **CROSSINGS}.items():
        yield (table, "table"), "r"
        yield (table, "owner"), OWNER
        for role, privileges in roles.items():
            yield (table, f"grants to {role}"), " ".join(sorted(privileges.split()))
    for table, readers in COLUMNS.items():
        for role, columns in readers.items():
            yield (table, f"columns for {role}"), " ".join(f"SELECT {name}" for name in columns.split())
    for table, policies in POLICIES.items():
        yield (table, "forced row security"), "on"
        for name, policy in policies.items():
            yield (table, f"policy {name}"), str(policy)
