"""What the legal bureau says a rule must give, so that every check can try it."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from sertakan.tenancy.document.part import ExactInteger, Line, Part, once_each, refused
from sertakan.tenancy.document.programme import (
    Age,
    FundingSource,
    MonthCount,
    OccupationCode,
    Relation,
)
from sertakan.tenancy.document.question import SponsorCategory

Employment = Literal["none", "sponsor_company", "other_company"]
Sector = Literal["transport", "non_transport"]
Expected = Literal["yes", "review", "no"]


class RuleTest(Part):
    """Say what a worker of this kind, paid by this source, costs in a month, or whether they may join.

    ``month`` is the contribution month; ``cost`` is rupiah for all ``months`` together.
    """

    name: Line
    month: Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
    category: SponsorCategory = "public"
    age: Age = 35
    occupation: OccupationCode
    relation: Relation = "other"
    employment: Employment = "none"
    is_resident: bool = True
    is_construction_project: bool = False
    sector: Sector = "non_transport"
    funding: FundingSource = "private"
    bracket: Annotated[int, Field(ge=1, le=33)] = 1
    months: MonthCount = 1
    verdict: Expected | None = None
    cost: Annotated[int, ExactInteger, Field(ge=0)] | None = None

    @field_validator("cost")
    @classmethod
    def _expects_something(cls, value: int | None, info: ValidationInfo) -> int | None:
        if value is None and "verdict" in info.data and info.data["verdict"] is None:
            raise refused("rule_test.expects_nothing")
        return value


def once_each_test(tests: tuple[RuleTest, ...]) -> tuple[RuleTest, ...]:
    """Return the tests when each has a name of its own.

    :raises PydanticCustomError: ``rule_test.name_repeated``, once for each repetition.
    """
    return once_each(tests, "rule_test.name_repeated", lambda test: test.name)
