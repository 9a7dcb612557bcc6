"""Hand out the national rules in force, read once per process."""

from functools import cache

from sertakan.regulation.loader import load_national_rules
from sertakan.regulation.model import NationalRules


@cache
def national_rules() -> NationalRules:
    """Return the national rules of the latest version.

    :raises NationalRulesUnsound: when the data files contradict themselves or their version
    """
    return load_national_rules()
