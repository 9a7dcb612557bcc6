"""What can be refused when enrolling, told apart where a caller needs to."""

from sertakan.kernel.month import Month
from sertakan.kernel.refusal import Conflict, Refusal


class AlreadyCovered(Refusal):
    """Refuse a second cover of the same person in the same regency."""

    def __init__(self, until: Month) -> None:
        super().__init__("cover.already", field="nik", until=until)


class CoverElsewhere(Refusal):
    """Warn once, before a person is enrolled who is covered according to another regency's record."""

    def __init__(self, until: Month) -> None:
        super().__init__("cover.elsewhere", field="nik", until=until)


class Outdated(Conflict):
    """Refuse to overwrite what another tab or device has written in the meantime."""

    def __init__(self) -> None:
        super().__init__("draft.outdated")
