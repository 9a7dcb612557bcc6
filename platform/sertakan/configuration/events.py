"""What was decided about a regency's document."""

from dataclasses import dataclass
from typing import ClassVar

from sertakan.kernel.event import Event


@dataclass(frozen=True, kw_only=True)
class HousePublished(Event):
    """State that an admin changed how the regency shows itself and speaks."""

    name: ClassVar[str] = "house.published"
    number: int
    parts: tuple[str, ...]
    restores: int | None = None
    undoes: int | None = None
