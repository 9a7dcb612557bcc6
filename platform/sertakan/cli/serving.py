"""Serve: the embedded database if none is named, migrations, regencies, then web and worker together."""

import click


@click.command()
def serve() -> None:
    """Start everything and keep it running until Ctrl-C."""
