"""Money as whole rupiah, because the law knows no smaller coin."""

from typing import NewType

Rupiah = NewType("Rupiah", int)
