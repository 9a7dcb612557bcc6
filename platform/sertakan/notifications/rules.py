"""Which words a message may carry, how long it becomes, and on which day it may leave: pure decisions."""

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from sertakan.kernel.refusal import Refusal
from sertakan.notifications.model import Placeholder, SmsSize
from sertakan.tenancy.document import Calendar

_BRACES = re.compile(r"\{([^{}\n]*)\}")
# The alphabet of GSM 03.38; any other sign makes the whole SMS cost twice as much.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[~]|€")
_ONE_GSM, _EACH_GSM = 160, 153
_ONE_WIDE, _EACH_WIDE = 70, 67


def ensure_fills(text: str, placeholders: Collection[Placeholder], *, field: str) -> None:
    """Refuse a text with a placeholder that nobody can fill, or with a brace that stands alone.

    :raises Refusal: template.unknown_placeholder(placeholder), template.loose_brace
    """
    known = {each.word for each in placeholders}
    for word in _BRACES.findall(text):
        if word not in known:
            raise Refusal("template.unknown_placeholder", field=field, placeholder="{" + word[:40] + "}")
    if set("{}") & set(_BRACES.sub("", text)):
        raise Refusal("template.loose_brace", field=field)


def ensure_complete(text: str, placeholders: Collection[Placeholder], *, field: str) -> None:
    """Refuse a text that lacks what the message is sent for, such as the code.

    :raises Refusal: template.placeholder_missing(placeholder)
    """
    used = set(_BRACES.findall(text))
    for each in placeholders:
        if each.is_obligatory and each.word not in used:
            raise Refusal("template.placeholder_missing", field=field, placeholder="{" + each.word + "}")


def is_sound(body: str, subject: str, placeholders: Collection[Placeholder]) -> bool:
    """Tell whether a regency's own text can be sent as it stands."""
    try:
        ensure_fills(subject, placeholders, field="subject")
        ensure_fills(body, placeholders, field="body")
        ensure_complete(body, placeholders, field="body")
    except Refusal:
        return False
    return True


def fill(text: str, values: Mapping[str, object]) -> str:
    """Return the text with each placeholder replaced, once: a value that looks like a placeholder stays as it is."""
    return _BRACES.sub(lambda found: str(values.get(found[1], found[0])), text)


def measure_sms(text: str) -> SmsSize:
    """Return how many signs a text has as an SMS, and in how many parts it is charged."""
    is_wide = any(sign not in _GSM and sign not in _GSM_DOUBLE for sign in text)
    if is_wide:
        length, one, each = len(text.encode("utf-16-be")) // 2, _ONE_WIDE, _EACH_WIDE
    else:
        length, one, each = len(text) + sum(sign in _GSM_DOUBLE for sign in text), _ONE_GSM, _EACH_GSM
    parts = 1 if length <= one else -(-length // each)
    return SmsSize(length=length, parts=parts, is_wide=is_wide)


def next_sending_day(day: date, calendar: Calendar) -> date:
    """Return the day itself, or the first one after it that is not quiet."""
    quiet = {each.day for each in calendar.quiet_days}
    while day in quiet:
        day += timedelta(days=1)
    return day


def reminding_day(day: date, calendar: Calendar) -> date:
    """Return the day itself, or the last one before it that is neither quiet nor a local day off.

    A reminder comes forward and never later: the date until which to pay stays where the law puts it.
    """
    off = {each.day for each in calendar.quiet_days} | {each.day for each in calendar.local_days}
    while day in off:
        day -= timedelta(days=1)
    return day
