"""Fields that show plain values of a document and take over only what somebody changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectMultipleField
from wtforms.validators import StopValidation

from sertakan.web.forms.base import PageForm
from sertakan.web.forms.fields import ChoiceField, DateField, LongTextField, PickField, TextField
from sertakan.web.sentences import sentence_for

Inputs = list[tuple[str, str]]
# Of these a browser sends nothing at all where nothing is chosen.
_SENT_WHEN_CHOSEN = frozenset({"checkboxes", "checkbox"})
_LONGEST_FIGURES = 12
_LONGEST_LINE = 300
_LONGEST_TEXT = 4000


class PlainText(TextField):
    """Hold one line, or nothing."""

    look = "text"

    def __init__(
        self, label: Any = None, *, longest: int = _LONGEST_LINE, width: str | None = None, **options: Any
    ) -> None:
        super().__init__(label, required=False, longest=longest, **options)
        self.width = width

    def shown(self, value: Any) -> Any:
        """Return a plain value as the field holds it."""
        return value

    def inputs(self) -> Inputs:
        """Return the names and values that a browser would send back."""
        return [(self.name, "" if self.data is None else str(self.data))]

    def names(self) -> set[str]:
        """Return the names of all inputs."""
        return {self.name}

    def plain(self) -> Any:
        """Return what the field holds as a plain value."""
        return self.data or None


class PlainLongText(LongTextField):
    """Hold several lines, or nothing."""

    look = "textarea"

    def __init__(self, label: Any = None, *, rows: int = 4, **options: Any) -> None:
        super().__init__(label, longest=_LONGEST_TEXT, required=False, **options)
        self.rows = rows

    shown, inputs, names, plain = PlainText.shown, PlainText.inputs, PlainText.names, PlainText.plain


class PlainLines(PlainLongText):
    """Hold a list, one entry on each line."""

    def shown(self, value: Any) -> str:
        """Return the entries below each other."""
        return "\n".join(value or ())

    def plain(self) -> list[str]:
        """Return the entries."""
        return [line.strip() for line in (self.data or "").splitlines() if line.strip()]


class PlainNumber(PlainText):
    """Hold a whole number, or nothing; points between thousands are welcome."""

    look = "number"

    def __init__(self, label: Any = None, *, suffix: Any = None, prefix: Any = None, **options: Any) -> None:
        super().__init__(label, longest=_LONGEST_FIGURES, width="5", **options)
        self.suffix, self.prefix = suffix, prefix

    def shown(self, value: Any) -> str | None:
        """Return the number in figures."""
        return None if value is None else str(value)

    def check(self, text: str) -> None:
        """Refuse anything but figures."""
        figures = text.replace(".", "").replace(" ", "")
        if not (figures.isascii() and figures.isdigit()):
            raise StopValidation(sentence_for("number.figures"))

    def plain(self) -> int | None:
        """Return the number."""
        figures = (self.data or "").replace(".", "").replace(" ", "")
        return int(figures) if figures.isascii() and figures.isdigit() else None


class PlainDate(DateField):
    """Hold a day, or nothing."""

    look = "date"

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, required=False, **options)

    def shown(self, value: Any) -> date | None:
        """Return the day that a plain value names."""
        return date.fromisoformat(value) if value else None

    def inputs(self) -> Inputs:
        """Return the names and values that a browser would send back."""
        return [(f"{self.name}_{part}", text) for part, text in self.parts.items()]

    def names(self) -> set[str]:
        """Return the names of all inputs."""
        return {f"{self.name}_{part}" for part in self.parts}

    def plain(self) -> str | None:
        """Return the day as a plain value."""
        return self.data.isoformat() if self.data else None


class PlainChoice(ChoiceField):
    """Hold one of a few, or nothing."""

    look = "radios"

    def __init__(
        self,
        label: Any = None,
        *,
        inline: bool = False,
        hints: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, required=False, **options)
        self.is_inline, self.hints = inline, hints or {}

    shown, names = PlainText.shown, PlainText.names

    def inputs(self) -> Inputs:
        """Return the name and value that a browser would send back, if one is chosen."""
        offered = {str(value) for value, *_ in self.iter_choices()}
        return [(self.name, str(self.data))] if self.data in offered else []

    def plain(self) -> Any:
        """Return the choice as a plain value."""
        return self.data or None


class PlainYesNo(PlainChoice):
    """Hold yes or no."""

    def shown(self, value: Any) -> str:
        """Return a truth as it is chosen."""
        return "yes" if value else "no"

    def plain(self) -> bool:
        """Return the truth."""
        return bool(self.data == "yes")


class PlainPick(PickField):
    """Hold one of a long list, or nothing."""

    look = "select"
    shown, names, plain = PlainText.shown, PlainText.names, PlainChoice.plain

    def pre_validate(self, form: Any) -> None:
        """Refuse what is not on the list."""
        if self.data and self.data not in {str(value) for value, *_ in self.iter_choices()}:
            raise StopValidation(sentence_for("choice.missing", question=self.label.text))

    def inputs(self) -> Inputs:
        """Return the name and value that a browser would send back: the first entry when none is chosen."""
        offered = [str(value) for value, *_ in self.iter_choices()]
        return [(self.name, str(self.data) if self.data in offered else offered[0])] if offered else []


class PlainMany(SelectMultipleField):
    """Hold several of a list, in the order of the list."""

    look = "checkboxes"
    names = PlainText.names

    def __init__(self, label: Any = None, *, coerce: Callable[[Any], Any] = str, **options: Any) -> None:
        super().__init__(
            label, coerce=coerce, validate_choice=False, choices=options.pop("choices", []), **options
        )

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take over what is on offer."""
        self.data = [value for value in self._offered() if str(value) in set(valuelist)]

    def shown(self, value: Any) -> list[Any]:
        """Return the values that are chosen."""
        return list(value or ())

    def inputs(self) -> Inputs:
        """Return the names and values that a browser would send back."""
        return [(self.name, str(value)) for value in self.plain()]

    def plain(self) -> list[Any]:
        """Return the values that are chosen and on offer."""
        return [value for value in self._offered() if value in (self.data or ())]

    def _offered(self) -> list[Any]:
        return [self.coerce(value) for value, *_ in self.iter_choices()]

    def pre_validate(self, form: Any) -> None:
        """Take anything: what is not on offer is left out."""


class PlainTick(BooleanField):
    """Hold yes, or no when it is not ticked."""

    look = "checkbox"
    names = PlainText.names

    def shown(self, value: Any) -> bool:
        """Return the truth."""
        return bool(value)

    def inputs(self) -> Inputs:
        """Return the name and value that a browser would send back, if it is ticked."""
        return [(self.name, "y")] if self.data else []

    def plain(self) -> bool:
        """Return the truth."""
        return bool(self.data)


class PlainForm(PageForm):
    """Show plain values, and keep exactly as it was whatever nobody touched."""

    GROUPS: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = ()
    """The fields in the order of the page, under headings."""

    def __init__(self, values: Mapping[str, Any], posted: MultiDict[str, str] | None = None) -> None:
        super().__init__(formdata=None)
        self.values = dict(values)
        self.offer(self.values)
        for name, value in self.values.items():
            if (field := self._fields.get(name)) is not None:
                field.process(None, field.shown(value))
        self._touched: set[str] = set()
        if posted is not None:
            self._take(posted)

    @classmethod
    def painted(cls, values: Mapping[str, Any]) -> Self:
        """Return the form as it is shown for plain values."""
        return cls(values)

    def offer(self, values: Mapping[str, Any]) -> None:
        """Give the fields their choices; what is held already is always among them."""

    def inputs(self) -> Inputs:
        """Return the names and values that a browser would send back untouched."""
        return [pair for field in self for pair in field.inputs()]

    def _take(self, posted: MultiDict[str, str]) -> None:
        for name, field in self._fields.items():
            if _is_touched(field, posted):
                self._touched.add(name)
                field.process(posted)

    def validate(self, extra_validators: Any = None) -> bool:
        """Look only at what was touched: what stood there before is for the check of the whole."""
        for name in self._touched:
            self._fields[name].validate(self)
        return not self.has_problems()

    def plain(self) -> dict[str, Any]:
        """Return the plain values with everything that was changed."""
        changed = {name: self._fields[name].plain() for name in self._fields if name in self._touched}
        return {**self.values, **changed}


def _is_touched(field: Any, posted: MultiDict[str, str]) -> bool:
    painted: dict[str, list[str]] = {}
    for name, value in field.inputs():
        painted.setdefault(name, []).append(value)
    # A browser always sends a text, however empty; what is not there, the form did not ask for.
    names = field.names() if field.look in _SENT_WHEN_CHOSEN else field.names() & set(posted)
    return any(_sent(posted, name) != painted.get(name, []) for name in names)


def _sent(posted: MultiDict[str, str], name: str) -> list[str]:
    return [value.replace("\r\n", "\n") for value in posted.getlist(name)]
