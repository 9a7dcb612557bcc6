"""The command line, one module per capability, each imported only when its command is called."""

import importlib
import sys

import click

from sertakan.cli.sentences import sentence_for
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.addresses import DatabaseNotReady

# Where each command stands. Importing them all would cost every command a second.
_COMMANDS = {
    "audit": "sertakan.cli.auditing:audit",
    "db": "sertakan.cli.database:db",
    "demo": "sertakan.cli.demonstration:demo",
    "doctor": "sertakan.cli.doctor:doctor",
    "keys": "sertakan.cli.rekeying:keys",
    "serve": "sertakan.cli.serving:serve",
    "tenant": "sertakan.cli.tenants:tenant",
    "user": "sertakan.cli.people:user",
    "worker": "sertakan.cli.working:worker",
}


class CommandsOnDemand(click.Group):
    """Import a command's module when it is called or explained, and not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        return command if isinstance(command, click.Command) else None


@click.group(cls=CommandsOnDemand, help="Menjalankan dan merawat Sertakan.")
def sertakan() -> None:
    """Run and look after Sertakan."""


def main() -> int:
    """Run a command, and say in a sentence what keeps it from working."""
    try:
        result = sertakan.main(prog_name="sertakan", standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (Refusal, DatabaseNotReady) as error:
        click.echo(sentence_for(error), err=True)
        return 1
    except OSError as error:
        if error.filename is None:
            raise
        click.echo(
            f"{error.filename} tidak dapat dipakai ({error.strerror}). Betulkan izinnya, atau pilih folder lain dengan"
            " SERTAKAN_DATA_DIR.",
            err=True,
        )
        return 1
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
