import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.factories.folders import open_folder
from tests.integration.persistence.serving import Keeper


@pytest.fixture
def data_folder() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder / "var"


@pytest.fixture
def keep() -> Iterator[Callable[..., Keeper]]:
    with contextlib.ExitStack() as stack:

        def start(folder: Path, **options: str) -> Keeper:
            keeper = Keeper(folder, **options)
            stack.callback(keeper.kill)
            return keeper

        yield start
