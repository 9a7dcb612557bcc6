"""The least a Flask application can be: it returns bytes it was given, from memory."""

import os
from pathlib import Path

from flask import Flask, Response

_FOLDER = Path(os.environ["BENCHMARK_PAGES"])


def create_bare() -> Flask:
    """Return an application with one page for each file of the folder."""
    bare = Flask("bare", static_folder=None)
    for file in sorted(_FOLDER.glob("*.html")):
        bare.add_url_rule(f"/{file.stem}", file.stem, _page(file.read_bytes()))
    return bare


def _page(content: bytes):  # type: ignore[no-untyped-def]
    return lambda: Response(content, mimetype="text/html")


app = create_bare()
