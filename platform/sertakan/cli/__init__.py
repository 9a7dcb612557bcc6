"""The command line, one module per capability."""

import sys

import click

from sertakan.cli import database, serving, tenants
from sertakan.kernel.refusal import Refusal
from sertakan.persistence.addresses import DatabaseNotReady


@click.group()
def sertakan() -> None:
    """Run and look after Sertakan."""


sertakan.add_command(serving.serve)
sertakan.add_command(database.db)
sertakan.add_command(tenants.tenant)


def main() -> int:
    """Run a command, and say in a sentence what keeps it from working."""
    try:
        sertakan.main(standalone_mode=False)
    except click.exceptions.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (Refusal, DatabaseNotReady) as error:
        click.echo(str(error), err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
