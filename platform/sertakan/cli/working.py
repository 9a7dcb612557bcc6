"""The worker: sends messages, forgets what is stale, and does whatever else was asked for later."""

import importlib
import logging

import click

from sertakan.cli.setting import as_worker

# Every module whose tasks the worker knows; a periodic task says beside itself how often it runs.
TASK_MODULES = (
    "sertakan.configuration.tasks",
    "sertakan.identity.tasks",
    "sertakan.notifications.tasks",
    "sertakan.oversight.tasks",
    "sertakan.persistence.files.tasks",
)


@click.command(help="Mengerjakan tugas di latar belakang sampai dihentikan.")
@click.option("--concurrency", default=2, show_default=True, help="Berapa tugas sekaligus.")
def worker(concurrency: int) -> None:
    """Do jobs until told to stop, then stop within three seconds."""
    from sertakan.persistence.queue import run_worker

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with as_worker() as (app, settings):
        load_tasks()
        run_worker(app, str(settings.worker_url), concurrency=concurrency)


def load_tasks() -> None:
    """Let every capability register what the worker does for it."""
    for name in TASK_MODULES:
        importlib.import_module(name)
