"""Facts in the past tense that a decision returns together with its result."""

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """State that something was decided; its name and fields become the audit record."""

    name: ClassVar[str] = ""

    def details(self) -> dict[str, object]:
        """Return the fields of the event, free of personal data, for the record."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
