"""Entry point of every WSGI server: find the source root, read the settings, make the application."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "platform"))

from sertakan.app import create_app
from sertakan.config import read_settings

app = create_app(read_settings(os.environ))
