"""Demo accounts and people for those who try Sertakan; nobody here exists."""

from sertakan.config import Settings


def fill(settings: Settings) -> None:
    """Fill."""
