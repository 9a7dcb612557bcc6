"""Who may do what with which table, written down once, so that the catalogue can be held against it.

The grants themselves stand in the migrations; this is the list that tests and ``sertakan doctor`` compare
the living database with. A table that is missing here has no business being there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, text

APP, WORKER, OVERSIGHT = "sertakan_app", "sertakan_worker", "sertakan_oversight"
ROLES = (APP, WORKER, OVERSIGHT)

_READ = "SELECT"
_ADD = "SELECT INSERT"
_EDIT = "SELECT INSERT UPDATE"
_ALL = "SELECT INSERT UPDATE DELETE"

# What each role may do with each table; owned tables come first, the crossings after them.
OWNED: Mapping[str, Mapping[str, str]] = {
    "account": {APP: _EDIT, WORKER: _READ},
    "audit_head": {APP: "SELECT UPDATE", WORKER: "SELECT UPDATE"},
    "audit_record": {APP: _ADD, WORKER: _ADD},
    "configuration_revision": {APP: _READ, WORKER: _READ},
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
    "directory_version": dict.fromkeys(ROLES, _READ),
    "oversight_account": {OVERSIGHT: _EDIT},
    "oversight_audit_head": {OVERSIGHT: "SELECT UPDATE"},
    "oversight_audit_record": {OVERSIGHT: _ADD},
    "oversight_session": {OVERSIGHT: _EDIT},
    "oversight_throttle": {OVERSIGHT: _EDIT},
    "region": dict.fromkeys(ROLES, _READ),
    "tenant": dict.fromkeys(ROLES, _READ),
    "tenant_host": dict.fromkeys(ROLES, _READ),
}
# Columns granted one by one: whose a covered month is stays readable to nobody.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "cover_month": dict.fromkeys((APP, WORKER), "match_hash month person_hash"),
}
POLICIES: Mapping[str, frozenset[str]] = {
    **{table: frozenset({"tenant_wall"}) for table in OWNED},
    "cover_month": frozenset({"cover_month_ask", "cover_month_claim", "cover_month_release"}),
    "daily_fact": frozenset({"daily_fact_count", "daily_fact_compare"}),
}
TENANT_TEST = "(tenant_id = (NULLIF(current_setting('sertakan.tenant_id'::text, true), ''::text))::integer)"


@dataclass(frozen=True, kw_only=True)
class Breach:
    """Name one difference between the walls as written here and as they stand."""

    table: str
    what: str
    expected: str
    found: str


_GRANTS = """
SELECT table_name, grantee, string_agg(privilege_type, ' ' ORDER BY privilege_type)
FROM information_schema.role_table_grants
WHERE table_schema = 'public' AND grantee <> 'sertakan_owner' AND grantor <> grantee
GROUP BY table_name, grantee
"""
_WALLS = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       coalesce((SELECT string_agg(p.polname, ' ' ORDER BY p.polname) FROM pg_policy p WHERE p.polrelid = c.oid), '')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""
_EXPRESSIONS = """
SELECT tablename, qual, with_check FROM pg_policies WHERE schemaname = 'public' AND policyname = 'tenant_wall'
"""
_ROLE_POWERS = """
SELECT rolname FROM pg_roles
WHERE rolname IN ('sertakan_owner', 'sertakan_app', 'sertakan_worker', 'sertakan_oversight')
  AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
"""


def find_breaches(connection: Connection) -> list[Breach]:
    """Return every difference between the walls as written here and as the catalogue has them."""
    return [*_grant_breaches(connection), *_policy_breaches(connection), *_role_breaches(connection)]


def _grant_breaches(connection: Connection) -> list[Breach]:
    found = {(table, role): privileges for table, role, privileges in connection.execute(text(_GRANTS))}
    expected = {
        (table, role): " ".join(sorted(privileges.split()))
        for table, roles in {**OWNED, **CROSSINGS}.items()
        for role, privileges in roles.items()
    }
    return [
        Breach(table=table, what=f"grants to {role}", expected=expected.get((table, role), ""), found=have)
        for (table, role) in sorted(expected.keys() | found.keys())
        if (have := found.get((table, role), "")) != expected.get((table, role), "")
    ]


def _policy_breaches(connection: Connection) -> list[Breach]:
    breaches = []
    for table, is_forced, policies in connection.execute(text(_WALLS)):
        expected = " ".join(sorted(POLICIES.get(table, ())))
        if policies != expected:
            breaches.append(Breach(table=table, what="policies", expected=expected, found=policies))
        if expected and not is_forced:
            breaches.append(Breach(table=table, what="forced row security", expected="on", found="off"))
    for table, qual, check in connection.execute(text(_EXPRESSIONS)):
        breaches += [
            Breach(table=table, what="tenant_wall", expected=TENANT_TEST, found=str(expression))
            for expression in (qual, check)
            if expression != TENANT_TEST
        ]
    return breaches


def _role_breaches(connection: Connection) -> list[Breach]:
    return [
        Breach(table=role, what="role", expected="no power over row security", found="superuser or bypass")
        for (role,) in connection.execute(text(_ROLE_POWERS))
    ]
