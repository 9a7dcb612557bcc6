"""What a section of the settings shows of itself on the task list."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from flask_babel.speaklater import LazyString

from sertakan.identity.permissions import Permission


class Side(StrEnum):
    """Say how a section changes: the law by draft and approval, the house at once, people and lists as rows."""

    LAW = "law"
    HOUSE = "house"
    ROWS = "rows"


class Condition(StrEnum):
    """Say how far a section has come."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    EMPTY = "empty"


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Say how a section stands today, and in one sentence what it lacks."""

    condition: Condition
    missing: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Put a section on the task list; its standing is asked only of those who may see it."""

    side: Side
    title: LazyString
    summary: LazyString
    path: str
    permission: Permission
    standing: Callable[[], Standing]
