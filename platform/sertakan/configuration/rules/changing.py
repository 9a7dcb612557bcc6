"""List what differs between two states of the law part, field by field."""

from collections.abc import Iterator, Mapping

from sertakan.configuration.model import ABSENT, FieldChange, Plain
from sertakan.configuration.rules.merging import keyed


def list_field_changes(section: str, old: Plain, new: Plain) -> tuple[FieldChange, ...]:
    """Return every field of a section that differs; entries of a list are compared by what tells them apart."""
    return tuple(_changes(section, section, old, new))


def _changes(path: str, name: str, old: Plain, new: Plain) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _below(f"{path}.", "", old, new)
        return
    before, after = keyed(name, old), keyed(name, new)
    if before is not None and after is not None and before != after:
        yield from _below(f"{path}[", "]", before, after)
    else:
        yield FieldChange(path=path, old=old, new=new)


def _below(lead: str, end: str, old: Mapping[str, Plain], new: Mapping[str, Plain]) -> Iterator[FieldChange]:
    for key in dict.fromkeys((*old, *new)):
        yield from _changes(f"{lead}{key}{end}", key, old.get(key, ABSENT), new.get(key, ABSENT))
