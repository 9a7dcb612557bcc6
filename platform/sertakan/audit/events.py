"""What happens to a regency's space from outside its pages."""

from dataclasses import dataclass
from typing import ClassVar

from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class KeysRewrapped(Event):
    """State that an operator wrapped a regency's keys by another master key."""

    name: ClassVar[str] = "keys.rewrapped"
    count: int
