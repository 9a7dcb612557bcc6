"""What happens to a regency's space as a whole."""

from dataclasses import dataclass
from typing import ClassVar

from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class SpaceSuspended(Event):
    """State that a space rests; the reason is read by everybody who comes."""

    name: ClassVar[str] = "space.suspended"
    state_before: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SpaceResumed(Event):
    """State that a space is back in the state that it had before it rested."""

    name: ClassVar[str] = "space.resumed"
    state: str
