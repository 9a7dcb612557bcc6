"""Read one row of a sheet that lists work units, and compare it with those that are known."""

import re
from collections.abc import Mapping
from dataclasses import replace

from sertakan.apparatus.model import Effect, Finding, ReadRow
from sertakan.tenancy.model import WorkUnit

LONGEST_NAME = 120
MOST_COUNTED = 100_000
_COUNT = re.compile(r"\d{1,3}(?:[.,\s]\d{3})*|\d{1,6}")
_COUNTS = ("asn_count", "worker_target")


def read_unit_row(number: int, said: Mapping[str, str]) -> ReadRow:
    """Return a row in the form in which units are kept, with everything that is wrong with it."""
    findings: list[Finding] = []
    values = {field: said[field] for field in ("name", "code", "head") if field in said}
    if not any(sign.isalpha() for sign in values.get("name", "")):
        findings.append(Finding(code="row.unit_missing"))
    elif len(values["name"]) > LONGEST_NAME:
        findings.append(Finding(code="row.unit_long", params={"max": LONGEST_NAME}))
    for field in _COUNTS:
        if field not in said:
            continue
        count = read_count(said[field])
        if count is None:
            findings.append(Finding(code="row.count_unreadable", params={"text": said[field]}))
        else:
            values[field] = str(count)
    effect = Effect.REFUSED if findings else Effect.ADDED
    return ReadRow(number=number, values=values, findings=tuple(findings), effect=effect)


def read_count(text: str) -> int | None:
    """Return a count as people write it, with or without points between thousands, or None."""
    if not _COUNT.fullmatch(text.strip()):
        return None
    count = int(re.sub(r"\D", "", text))
    return count if count <= MOST_COUNTED else None


def compare_with_unit(row: ReadRow, unit: WorkUnit | None, holder: WorkUnit | None) -> ReadRow:
    """Return a sound row with what it would do to the unit of its name; `holder` is the unit that bears its code.

    A closed unit is not opened by a sheet, a code is not taken from another unit, and a name that differs in capital
    letters only stays as it is.
    """
    if row.effect is Effect.REFUSED:
        return row
    if holder is not None and (unit is None or holder.id != unit.id):
        return _refused(row, Finding(code="row.code_taken", params={"unit": holder.name}))
    if unit is None:
        return row
    if not unit.is_open:
        return _refused(row, Finding(code="row.unit_closed"))
    before = {field: _text(getattr(unit, field)) for field in row.values if field != "name"}
    changed = [field for field, text in before.items() if text != row.values[field]]
    found = [
        Finding(code=f"row.{field}_changes", params={"before": before[field]}, is_error=False)
        for field in changed
        if before[field] is not None
    ]
    effect = Effect.CHANGED if changed else Effect.UNCHANGED
    return replace(row, findings=(*row.findings, *found), effect=effect)


def _refused(row: ReadRow, finding: Finding) -> ReadRow:
    return replace(row, findings=(*row.findings, finding), effect=Effect.REFUSED)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
