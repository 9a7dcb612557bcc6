"""Demo accounts and people for those who try Sertakan; nobody here exists."""

from sertakan.cli.setting import Settings


def fill(settings: Settings) -> None:
    """Fill."""
