"""Forms know shape: which fields, how long, what to say; the law lives in rules."""

from sertakan.web.forms.base import PageForm
from sertakan.web.forms.fields import (
    ChoiceField,
    DateField,
    EmailField,
    LongTextField,
    MobileField,
    NameField,
    NikField,
    NipField,
    PickField,
    TextField,
)

__all__ = [
    "ChoiceField",
    "DateField",
    "EmailField",
    "LongTextField",
    "MobileField",
    "NameField",
    "NikField",
    "NipField",
    "PageForm",
    "PickField",
    "TextField",
]
