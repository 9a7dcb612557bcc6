import re
from collections.abc import Iterator

import click
import pytest

from sertakan.cli import sertakan

_ENGLISH = re.compile(r"\b(the|of|and|with|from|its|their|all|by)\b", re.IGNORECASE)


def explanations(command: click.Command, path: str = "sertakan") -> Iterator[tuple[str, str]]:
    yield path, command.help or ""
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            yield f"{path} {option.name}", option.help
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from explanations(found, f"{path} {name}")


@pytest.mark.parametrize(("path", "text"), list(explanations(sertakan)))
def test_every_command_explains_itself_in_indonesian(path: str, text: str) -> None:
    assert text, path
    assert not _ENGLISH.search(text), text
