"""A regency full of enrolments, written by the database itself; nobody in the crowd exists."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg

# Family names, from common to rare: the n-th is drawn less often than the one before.
FAMILY_NAMES = (
    "Contoh", "Rekaan", "Artana", "Astawa", "Suarta", "Widana", "Sudiarta", "Mudita", "Darma", "Sukerti",
    "Suparta", "Yasa", "Sriani", "Yuliani", "Astiti", "Artini", "Wirati", "Suarti", "Parwata", "Subrata",
)  # fmt: skip
_OF_A_PERSON = """
CREATE FUNCTION pg_temp.name_of(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT (ARRAY['I', 'Ni'])[1 + n % 2] || ' '
      || (ARRAY['Wayan', 'Putu', 'Gede', 'Made', 'Kadek', 'Nengah', 'Nyoman', 'Komang', 'Ketut'])[1 + n / 2 % 9]
      || ' ' || CASE WHEN hashint8(n) % 3 = 0 THEN 'Keluarga' || (abs(hashint8(n)) % 4000)
                     ELSE (%s::text[])[1 + (abs(hashint8(n + 7)) %% 20) * (abs(hashint8(n + 9)) %% 20) / 20] END
$$
"""
_OF_A_MOMENT = """
CREATE FUNCTION pg_temp.id_at(at timestamptz, n bigint, kind text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8'
          || substr(h, 4, 15))::uuid FROM (SELECT md5(kind || n) AS h)
$$
"""
_CROWD = """
CREATE TEMP TABLE crowd AS
SELECT n, at, pg_temp.id_at(at, n, 'enrolment') AS id, pg_temp.id_at(at, n, 'worker') AS worker_id,
       pg_temp.name_of(n * 37) AS worker, pg_temp.name_of(n / 25 * 1009 + 5) AS sponsor,
       (%(sponsors)s::uuid[])[1 + n %% %(spread)s] AS sponsor_id,
       (%(units)s::uuid[])[1 + n %% 40] AS unit_id, (%(villages)s::text[])[1 + abs(hashint8(n)) %% %(many)s] AS village,
       CASE WHEN n > %(count)s - %(count)s / 100 THEN 'submitted' WHEN n %% 500 = 0 THEN 'returned'
            WHEN n %% 90 = 0 THEN 'rejected' ELSE (ARRAY['approved', 'sent', 'payable', 'registered'])[1 + n %% 4]
       END AS state
FROM (SELECT n::bigint, %(until)s::timestamptz - (%(count)s - n) * interval '2 minutes' AS at
      FROM generate_series(1, %(count)s) n) numbered
"""
_ROWS = (
    """
INSERT INTO worker (tenant_id, id, name, nik_sealed, nik_index, birth_place, birth_date, sex, occupation, sector,
                    village_code, address_sealed, work_village_code)
SELECT %(tenant)s, worker_id, worker, '\\x00', sha256(('nik' || n)::bytea), 'Gianyar', date '1960-01-01' + (n %% 15000)::int,
       'P', 'pedagang', 'non_transport', village, '\\x00', village FROM crowd
""",
    """
INSERT INTO enrolment (tenant_id, id, reference, draft_id, sponsor_id, worker_id, sponsor_name, worker_name, state,
                       active_person, village_code, district_code, work_unit_id, occupation, sector, funding, bracket,
                       first_month, months, total, revision, national_version, decision, hints, submitted_at, decided_at)
SELECT %(tenant)s, id, 'GIA-' || left(signs, 4) || '-' || right(signs, 2), id, sponsor_id, worker_id, sponsor, worker, state,
       CASE WHEN state <> 'rejected' THEN sha256(('nik' || n)::bytea) END, village, left(village, 8), unit_id,
       'pedagang', 'non_transport', 'private', 1, 202611, 3, 33600, 1, '2026-11', '{}',
       CASE WHEN n %% 300 = 0 THEN '["nik_differs"]'::jsonb ELSE '[]' END, at,
       CASE WHEN state NOT IN ('submitted', 'returned') THEN at + interval '1 day' END
FROM crowd, translate(upper(lpad(to_hex(n), 6, '0')), '01', 'XY') signs
""",
    """
INSERT INTO consent (tenant_id, id, worker_id, enrolment_id, text_version, language, way, state, told_by,
                     refusal_code_sealed, refusal_code_hash, given_at)
SELECT %(tenant)s, id, worker_id, id, '2026-11', 'id', 'present', 'unverified', 'slip', '\\x00',
       sha256(('code' || n)::bytea), at FROM crowd
""",
    """
INSERT INTO enrolment_word (tenant_id, word, enrolment_id)
SELECT DISTINCT %(tenant)s, word, id FROM crowd, regexp_split_to_table(lower(worker || ' ' || sponsor), ' ') word
""",
    # These records are for plans and speed; they form no chain.
    """
INSERT INTO audit_record (tenant_id, id, sequence, recorded_at, event, subject_id, payload, hash)
SELECT %(tenant)s, pg_temp.id_at(at, n, 'record'), n, at, 'enrolment.submitted', id, '{"details":{}}', '\\x00' FROM crowd
""",
)
_TABLES = ("worker", "enrolment", "consent", "enrolment_word", "audit_record")


@contextmanager
def _as_superuser(address: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(address, autocommit=True) as connection:
        # The crowd is consistent by construction; checking each key would take most of the time.
        connection.execute("SET session_replication_role = replica")
        yield connection


def fill_regency(
    address: str, tenant_id: int, count: int, *, sponsors: list[UUID], units: list[UUID], villages: list[str]
) -> None:
    """Write so many enrolments into a regency, the newest one now; `address` is a superuser's."""
    values = {
        "tenant": tenant_id,
        "count": count,
        "until": "2026-11-22 02:00+00",
        "sponsors": sponsors,
        "spread": len(sponsors),
        "units": [units[place % len(units)] if units else None for place in range(40)],
        "villages": villages,
        "many": len(villages),
    }
    with _as_superuser(address) as connection:
        names = "{" + ",".join(FAMILY_NAMES) + "}"
        connection.execute(_OF_A_PERSON.replace("%s", f"'{names}'").replace("%%", "%"))
        connection.execute(_OF_A_MOMENT)
        connection.execute(_CROWD, values)
        for statement in _ROWS:
            connection.execute(statement, values)


def count_up_statistics(address: str) -> None:
    """Let the planner know what the tables hold now, and make index-only reading possible."""
    with _as_superuser(address) as connection:
        for table in _TABLES:
            connection.execute(f"VACUUM ANALYZE {table}")
