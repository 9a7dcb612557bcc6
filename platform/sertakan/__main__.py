"""The command line: ``python -m sertakan``."""

import sys

from sertakan.cli import main

if __name__ == "__main__":
    sys.exit(main())
