"""The worker: sends messages, forgets what is stale, and does whatever else was asked for later."""

import importlib
import logging
from dataclasses import replace

import click

from sertakan.app import create_app
from sertakan.cli.setting import database_environment
from sertakan.config import read_settings
from sertakan.persistence.addresses import DatabaseNotReady

# Every module whose tasks the worker knows; a periodic task says beside itself how often it runs.
TASK_MODULES = ("sertakan.identity.tasks", "sertakan.notifications.tasks", "sertakan.oversight.tasks")


@click.command(help="Mengerjakan tugas di latar belakang sampai dihentikan.")
@click.option("--concurrency", default=2, show_default=True, help="Berapa tugas sekaligus.")
def worker(concurrency: int) -> None:
    """Do jobs until told to stop, then stop within three seconds."""
    from sertakan.persistence.queue import run_worker

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with database_environment() as environment:
        settings = read_settings(environment)
        if settings.worker_url is None:
            raise DatabaseNotReady("SERTAKAN_WORKER_URL is not set.")
        load_tasks()
        app = create_app(replace(settings, app_url=settings.worker_url, threads=concurrency))
        run_worker(app, settings.worker_url, concurrency=concurrency)


def load_tasks() -> None:
    """Let every capability register what the worker does for it."""
    for name in TASK_MODULES:
        importlib.import_module(name)
