"""Run all benchmarks, write results.json, and fail when a limit is missed."""

import importlib
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.result import Result

_HERE = Path(__file__).parent


def main(chosen: list[str]) -> int:
    """Measure what was named, or everything, and return the exit code."""
    results = [result for name in chosen or _names() for result in _measure(name)]
    if not chosen:
        _write(results)
    width = max((len(result.name) for result in results), default=0)
    print()
    for result in results:
        mark = "pass" if result.passes else "FAIL"
        print(f"{result.name:{width}}  {result.value:8.3f}{result.unit}  {result.wanted:12} {mark}")
    return 0 if all(result.passes for result in results) else 1


def _names() -> list[str]:
    return sorted(file.stem for file in _HERE.glob("*.py") if "\ndef measure(" in file.read_text("utf-8"))


def _measure(name: str) -> list[Result]:
    print(f"{name} …", file=sys.stderr, flush=True)
    measured: list[Result] = importlib.import_module(f"benchmarks.{name}").measure()
    return measured


def _write(results: list[Result]) -> None:
    content = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "results": [result.as_json() for result in results],
    }
    (_HERE / "results.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
