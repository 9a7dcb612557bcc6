from datetime import date

import pytest

from sertakan.regulation.loader import load_national_rules
from sertakan.regulation.model import NationalRules


@pytest.fixture(scope="session")
def rules() -> NationalRules:
    return load_national_rules()


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)
