"""Forms know shape: which fields, how long, what to say; the law lives in rules."""

from sertakan.web.forms.base import PageForm
from sertakan.web.forms.fields import (
    ChoiceField,
    ColourField,
    DateField,
    EmailField,
    LongTextField,
    MobileField,
    NameField,
    NikField,
    NipField,
    OptionalPickField,
    PickField,
    TextField,
)

__all__ = [
    "ChoiceField",
    "ColourField",
    "DateField",
    "EmailField",
    "LongTextField",
    "MobileField",
    "NameField",
    "NikField",
    "NipField",
    "OptionalPickField",
    "PageForm",
    "PickField",
    "TextField",
]
