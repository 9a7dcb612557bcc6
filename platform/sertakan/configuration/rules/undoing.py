"""Take back one change of the house and nothing that came after it."""

from collections.abc import Iterator

from sertakan.kernel.refusal import Conflict
from sertakan.tenancy.document import HousePart, RegencyDocument
from sertakan.tenancy.document.part import Part


def take_back(current: RegencyDocument, before: RegencyDocument, after: RegencyDocument) -> dict[str, object]:
    """Return the parts of today's house without what one revision changed; empty when nothing of it is left.

    :raises Conflict: house.changed_since(part) when a field was changed again later
    """
    parts = dict(_parts_without(current, before, after))
    return {name: part for name, part in parts.items() if part != getattr(current, name)}


def _parts_without(
    current: RegencyDocument, before: RegencyDocument, after: RegencyDocument
) -> Iterator[tuple[str, object]]:
    for name in HousePart.model_fields:
        now, was, became = (getattr(document, name) for document in (current, before, after))
        if was != became:
            yield name, _without(now, was, became, name)


def _without(now: object, was: object, became: object, path: str) -> object:
    if now in (became, was):
        return was
    if isinstance(now, Part) and isinstance(was, Part) and isinstance(became, Part):
        changed = [name for name in type(now).model_fields if getattr(was, name) != getattr(became, name)]
        return now.model_copy(
            update={
                name: _without(
                    getattr(now, name), getattr(was, name), getattr(became, name), f"{path}.{name}"
                )
                for name in changed
            }
        )
    raise Conflict("house.changed_since", part=path)
