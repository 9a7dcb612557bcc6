"""What every form does: keep what was typed, and show a refusal beside the field it concerns."""

from typing import Any

from flask_wtf import FlaskForm

from sertakan.kernel.refusal import Refusal
from sertakan.web.sentences import sentence


class PageForm(FlaskForm):  # type: ignore[misc]
    """Parse one page's form; the forgery token is checked for all pages in one place."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Leave the token to :mod:`sertakan.web.security`."""

        csrf = False

    def add_refusal(self, refusal: Refusal) -> None:
        """Show why something was refused, beside its field or on top."""
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors.append(sentence(refusal))
        else:
            field.errors = [*field.errors, sentence(refusal)]

    def has_problems(self) -> bool:
        """Tell whether anything is to be mended."""
        return bool(self.errors)

    def value(self, name: str) -> Any:
        """Return what a field holds."""
        return self._fields[name].data
