"""Fields that tidy what people type and answer mistakes with a sentence that says what to do."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from wtforms import Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import StopValidation

from sertakan.kernel.identifier import parse_email, parse_mobile, parse_nik, parse_nip
from sertakan.kernel.refusal import Refusal
from sertakan.kernel.text import tidy, tidy_lines
from sertakan.web.sentences import sentence, sentence_for

_LONGEST_LINE = 120
_LONGEST_TEXT = 1000
_EARLIEST_YEAR = 1900
_SHORT_COLOUR = 3
_HEX_SIGNS = frozenset("0123456789abcdef")
_SIGNS_IN_NAMES = frozenset(".,-/()'`´’‘ʼ\"")


class TextField(StringField):
    """Hold one line: NFC, no control signs, single spaces, not too long."""

    tidy: Callable[[str], str] = staticmethod(tidy)

    def __init__(
        self, label: Any = None, *, required: bool = True, longest: int = _LONGEST_LINE, **options: Any
    ) -> None:
        super().__init__(label, **options)
        self.is_required = required
        self.longest = longest

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take over what was typed."""
        if valuelist:
            self.data = self.tidy(valuelist[0][: self.longest * 20])

    def pre_validate(self, form: Any) -> None:
        """Refuse emptiness where something is needed, and what is too long."""
        text = self.data or ""
        if not text:
            if self.is_required:
                raise StopValidation(self.missing())
            raise StopValidation
        if len(text) > self.longest:
            raise StopValidation(sentence_for("field.long", max=self.longest, length=len(text)))
        self.check(text)

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for("field.required", label=self.label.text)

    def check(self, text: str) -> None:
        """Refuse what has the wrong shape; what is right may be taken over as people meant it."""


class NameField(TextField):
    """Hold a person's name as the identity card writes it."""

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for("name.missing")

    def check(self, text: str) -> None:
        """Refuse pictures, brackets and figures: no card has them in a name."""
        if not any(sign.isalpha() for sign in text) or any(
            not (unicodedata.category(sign)[0] in "LMZ" or sign in _SIGNS_IN_NAMES) for sign in text
        ):
            raise StopValidation(sentence_for("name.signs"))


class ColourField(TextField):
    """Hold a colour as #rrggbb, however a brand book writes it."""

    def check(self, text: str) -> None:
        """Take over the usual form, or say how to write it."""
        bare = text.lower().removeprefix("#")
        if len(bare) == _SHORT_COLOUR:
            bare = "".join(sign * 2 for sign in bare)
        if len(bare) != 2 * _SHORT_COLOUR or set(bare) - _HEX_SIGNS:
            raise StopValidation(sentence_for("colour.form"))
        self.data = f"#{bare}"


class LongTextField(TextAreaField, TextField):
    """Hold several lines."""

    tidy: Callable[[str], str] = staticmethod(tidy_lines)

    def __init__(self, label: Any = None, *, longest: int = _LONGEST_TEXT, **options: Any) -> None:
        TextField.__init__(self, label, longest=longest, **options)


class _ParsedField(TextField):
    """Hold a number or contact in the one form in which it is stored."""

    parse: Callable[[str], object]
    code = ""

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for(f"{self.code}.missing")

    def check(self, text: str) -> None:
        """Take over the stored form, or say what is wrong with the typed one."""
        try:
            parsed = type(self).parse(text)
        except Refusal as refusal:
            raise StopValidation(sentence(refusal)) from None
        self.data = str(getattr(parsed, "value", parsed))


class NikField(_ParsedField):
    """Hold a population number."""

    parse = staticmethod(parse_nik)
    code = "nik"


class NipField(_ParsedField):
    """Hold a civil servant's number."""

    parse = staticmethod(parse_nip)
    code = "nip"


class MobileField(_ParsedField):
    """Hold a mobile number as +628…."""

    parse = staticmethod(parse_mobile)
    code = "mobile"


class EmailField(_ParsedField):
    """Hold an e-mail address in lower case."""

    parse = staticmethod(parse_email)
    code = "email"

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, longest=254, **options)


class ChoiceField(RadioField):
    """Hold one of several; the choices are given when the form is made."""

    def __init__(self, label: Any = None, *, required: bool = True, **options: Any) -> None:
        super().__init__(label, validate_choice=False, choices=options.pop("choices", []), **options)
        self.is_required = required

    def pre_validate(self, form: Any) -> None:
        """Refuse no choice, and one that is not on offer."""
        offered = {str(value) for value, *_ in self.iter_choices()}
        if self.data in offered:
            return
        if self.is_required or self.data not in {None, ""}:
            raise StopValidation(sentence_for("choice.missing", question=self.label.text))
        self.data = None


class PickField(SelectField):
    """Hold one of a list that is too long for radios; the choices are given when the form is made."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, validate_choice=False, choices=options.pop("choices", []), **options)

    def pre_validate(self, form: Any) -> None:
        """Refuse no choice, and one that is not on the list."""
        if not self.data or self.data not in {str(value) for value, *_ in self.iter_choices()}:
            raise StopValidation(sentence_for("choice.missing", question=self.label.text))


class OptionalPickField(PickField):
    """Hold one of a list, or nothing: the empty choice stands for what nobody has decided."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list."""
        if self.data:
            super().pre_validate(form)


class DateField(Field):
    """Hold a date typed as day, month and year, in three inputs."""

    def __init__(
        self, label: Any = None, *, required: bool = True, latest: date | None = None, **options: Any
    ) -> None:
        super().__init__(label, **options)
        self.is_required = required
        self.latest = latest
        self.parts = {"day": "", "month": "", "year": ""}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take over the three inputs, or the date that was stored."""
        self.process_errors = []
        if callable(self.default) and data is None:
            data = self.default()
        self.data = self.object_data = data if isinstance(data, date) else None
        if isinstance(data, date):
            self.parts = {"day": str(data.day), "month": str(data.month), "year": str(data.year)}
        names = {part: f"{self.name}_{part}" for part in self.parts}
        if formdata is not None and any(name in formdata for name in names.values()):
            self.parts = {part: tidy(formdata.get(name, ""))[:20] for part, name in names.items()}
            self.data = self._typed()

    def _typed(self) -> date | None:
        texts = [self.parts[part] for part in ("year", "month", "day")]
        if not all(text.isascii() and text.isdigit() for text in texts):
            return None
        try:
            return date(*(int(text) for text in texts))
        except (ValueError, OverflowError):
            return None

    def pre_validate(self, form: Any) -> None:
        """Refuse a date that is incomplete, impossible, ahead of us or too long ago."""
        if not any(self.parts.values()) and not self.is_required:
            raise StopValidation
        if not all(self.parts.values()):
            raise StopValidation(sentence_for("date.missing"))
        if self.data is None:
            raise StopValidation(sentence_for("date.impossible"))
        if self.latest is not None and self.data > self.latest:
            raise StopValidation(sentence_for("date.future"))
        if self.data.year < _EARLIEST_YEAR:
            raise StopValidation(sentence_for("date.ancient"))
