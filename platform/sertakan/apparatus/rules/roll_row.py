"""Read one row of a sheet that lists civil servants, and compare it with the roll."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sertakan.apparatus.model import Effect, Finding, Member, ReadRow, RollState
from sertakan.apparatus.rules.naming import names_agree
from sertakan.apparatus.rules.number import read_nip
from sertakan.kernel.text import fold

_STATES = {
    RollState.ACTIVE: ("aktif", "active", "cpns", "pns", "pppk", "cltn"),
    RollState.RETIRED: ("pensiun", "purna tugas", "purnatugas", "bup", "mpp", "pensiunan"),
    RollState.DIED: ("meninggal", "meninggal dunia", "wafat", "almarhum", "almarhumah"),
    RollState.TRANSFERRED: ("pindah", "mutasi", "mutasi keluar", "pindah instansi", "pindah keluar", "berhenti"),
}  # fmt: skip
_RANKS = (
    (re.compile(r"\b(bupati|wali kota|walikota)\b"), "regency_head"),
    (re.compile(r"^(eselon )?(ii|2)( ?[ab])?\b"), "eselon_2"),
    (re.compile(r"^(eselon )?(iii|3)( ?[ab])?\b"), "eselon_3"),
    (re.compile(r"^(eselon )?(iv|4)( ?[ab])?\b"), "eselon_4"),
)
_NO_RANK = {"", "non eselon", "noneselon", "tidak ada", "pelaksana", "fungsional", "staf", "jfu", "jft"}
_DAY = re.compile(r"(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: .*)?")
_SERIAL = re.compile(r"[2-6]\d{4}")
_FIRST_SERIAL_DAY = date(1899, 12, 30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """Say under which conditions rows are read."""

    wants_synthetic: bool
    today: date


def read_roll_row(number: int, said: Mapping[str, str], reading: Reading) -> ReadRow:
    """Return a row in the form in which the roll keeps it, with everything that is wrong with it."""
    findings: list[Finding] = []
    values = {"name": said.get("name", ""), "unit": said.get("unit", "")}
    nip = read_nip(said.get("nip", ""), wants_synthetic=reading.wants_synthetic)
    if isinstance(nip, Finding):
        findings.append(nip)
        values["nip"] = said.get("nip", "")
    else:
        values["nip"] = nip.value
    if not any(sign.isalpha() for sign in values["name"]):
        findings.append(Finding(code="row.name_missing"))
    for read in (_read_rank, _read_state, _read_since):
        findings += read(said, values, reading)
    is_refused = any(finding.is_error for finding in findings)
    effect = Effect.REFUSED if is_refused else Effect.ADDED
    return ReadRow(number=number, values=values, findings=tuple(findings), effect=effect)


def _read_rank(said: Mapping[str, str], values: dict[str, str], _: Reading) -> list[Finding]:
    text = fold(said.get("rank", ""))
    found = next((rank for pattern, rank in _RANKS if pattern.search(text)), None)
    if found is None and fold(said.get("position", "")) in {"bupati", "wali kota", "walikota"}:
        found = "regency_head"
    if "rank" in said or found:
        values["rank"] = found or "other"
    if found is None and text not in _NO_RANK and not text.startswith(("v", "5", "i", "1")):
        return [Finding(code="row.rank_unknown", params={"text": said["rank"]}, is_error=False)]
    return []


def _read_state(said: Mapping[str, str], values: dict[str, str], _: Reading) -> list[Finding]:
    text = fold(said.get("state", ""))
    if not text:
        return []
    found = next((state for state, known in _STATES.items() if text in known), None)
    if found is None:
        return [Finding(code="row.state_unknown", params={"text": said["state"]})]
    values["state"] = found
    return []


def _read_since(said: Mapping[str, str], values: dict[str, str], reading: Reading) -> list[Finding]:
    if not (text := said.get("since", "")):
        return []
    day = read_day(text)
    if day is None:
        return [Finding(code="row.date_unreadable", params={"text": text})]
    if day > reading.today:
        return [Finding(code="row.date_future", params={"text": text})]
    values["since"] = day.isoformat()
    return []


def read_day(text: str) -> date | None:
    """Return a day as people and spreadsheets write it, or None."""
    try:
        if found := _ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := _DAY.fullmatch(text.strip()):
            return date(*map(int, reversed(found.groups())))
    except ValueError:
        return None
    return _FIRST_SERIAL_DAY + timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None


def compare_with_member(row: ReadRow, member: Member | None, units: Mapping[str, str | None]) -> ReadRow:
    """Return a sound row with what it would do to the roll; `units` name a unit's id by what the sheet calls it.

    What a sheet does not say stays as it is, and a row that says nothing new changes nothing.
    """
    if member is None or row.effect is Effect.REFUSED:
        return row
    unit = units.get(row.values.get("unit", ""))
    changes = [
        ("row.unit_changes", bool(row.values.get("unit")) and unit != _text(member.work_unit_id)),
        ("row.rank_changes", row.values.get("rank", member.rank) != member.rank),
        ("row.state_changes", row.values.get("state", member.state) != member.state),
    ]
    if row.values["name"] != member.name:
        is_another = not names_agree(row.values["name"], member.name)
        changes.append(("row.name_differs" if is_another else "row.name_changes", True))
    found = [
        Finding(code=code, params=_before(code, member), is_error=False) for code, holds in changes if holds
    ]
    effect = Effect.CHANGED if found else Effect.UNCHANGED
    return replace(row, findings=(*row.findings, *found), effect=effect)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _before(code: str, member: Member) -> dict[str, object]:
    return {"before": member.name} if code.startswith("row.name") else {}
