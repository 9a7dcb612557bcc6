"""Refusals that carry what two people wrote."""

from collections.abc import Sequence

from sertakan.configuration.model import Collision
from sertakan.kernel.refusal import Conflict


class SectionCollided(Conflict):
    """Refuse to choose between two people's changes of the same fields; `current` is the version that is kept."""

    def __init__(self, section: str, collisions: Sequence[Collision], *, current: int) -> None:
        super().__init__("draft.collided", count=len(collisions))
        self.section = section
        self.collisions = tuple(collisions)
        self.current = current
