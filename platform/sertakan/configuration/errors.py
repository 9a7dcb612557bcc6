"""Refusals that carry what two people wrote."""

from collections.abc import Sequence

from sertakan.configuration.model import Collision, Plain
from sertakan.kernel.refusal import Conflict


class SectionCollided(Conflict):
    """Refuse to choose between `mine` and what another changed in the same fields; `current` is what is kept."""

    def __init__(self, section: str, collisions: Sequence[Collision], *, mine: Plain, current: int) -> None:
        super().__init__("draft.collided", count=len(collisions))
        self.section = section
        self.collisions = tuple(collisions)
        self.mine = mine
        self.current = current
