"""Read a civil servant's number out of a sheet, and know one that the spreadsheet spoiled."""

import re

from sertakan.apparatus.model import Finding
from sertakan.kernel.identifier import Nip, parse_nip
from sertakan.kernel.refusal import Refusal

_EXPONENT = re.compile(r"\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_MARKS = "'`´’"


def read_nip(text: str, *, wants_synthetic: bool) -> Nip | Finding:
    """Return the number, or why it cannot be one.

    Of a number kept as a figure a spreadsheet remembers fifteen digits of eighteen: it shows 1.98505E+17, or, saved as
    text, three zeros at the end, which no real number has.
    """
    bare = text.strip(_MARKS + " ")
    if _EXPONENT.fullmatch(bare.replace(" ", "")):
        return Finding(code="row.nip_exponent")
    try:
        nip = parse_nip(bare)
    except Refusal as refusal:
        return Finding(code=refusal.code, params=dict(refusal.params))
    if wants_synthetic and not nip.is_synthetic:
        return Finding(code="row.nip_real")
    if nip.is_synthetic and not wants_synthetic:
        return Finding(code="row.nip_zeros")
    return nip
