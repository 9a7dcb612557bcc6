"""What differs between two revisions of a document, field by field, so that people can read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sertakan.tenancy.document import HousePart, RegencyDocument
from sertakan.tenancy.document.part import Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Name one field by its path, with what it held before and what it holds now."""

    path: str
    old: object
    new: object


def house_changes(before: RegencyDocument, after: RegencyDocument) -> tuple[Change, ...]:
    """Return what a house revision changed, its own domain included."""
    names = (*HousePart.model_fields, "identity")
    return tuple(
        change for name in names for change in changes(getattr(before, name), getattr(after, name), name)
    )


def changes(old: object, new: object, path: str) -> Iterator[Change]:
    """Yield the smallest fields that differ below a path; a list is one field."""
    if old == new:
        return
    if isinstance(old, Part) and isinstance(new, Part) and type(old) is type(new):
        for name in type(old).model_fields:
            yield from changes(getattr(old, name), getattr(new, name), f"{path}.{name}")
        return
    yield Change(path=path, old=old, new=new)
