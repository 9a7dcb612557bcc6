"""What a benchmark found: a ratio of two things measured in the same run, and the limit it must keep."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, kw_only=True)
class Result:
    """State one figure; it must be at least, or at most, its limit."""

    name: str
    value: float
    limit: float
    is_floor: bool
    unit: str = ""
    details: dict[str, object] = field(default_factory=dict)

    @property
    def passes(self) -> bool:
        """Tell whether the limit is kept."""
        return self.value >= self.limit if self.is_floor else self.value <= self.limit

    @property
    def wanted(self) -> str:
        """Return the limit with its direction."""
        return f"{'≥' if self.is_floor else '≤'} {self.limit:g}{self.unit}"

    def as_json(self) -> dict[str, object]:
        """Return everything for results.json."""
        return {**asdict(self), "value": round(self.value, 4), "passes": self.passes}
