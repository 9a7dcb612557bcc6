"""What is asked of a second factor, on the way in and once more before something grave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request
from wtforms.validators import StopValidation

from sertakan.identity.model import Factor, Factors, Proof
from sertakan.identity.rules.factor import RECOVERY_SIGNS, tidy_recovery_code
from sertakan.identity.service import proving
from sertakan.kernel.refusal import Refusal
from sertakan.localisation import lazy_gettext as _l
from sertakan.web.access import safe_next
from sertakan.web.forms import PageForm, TextField
from sertakan.web.public.account.forms import CodeField, SecretField
from sertakan.web.refusals import answer_refusal
from sertakan.web.rendering import answer, paint
from sertakan.web.sentences import sentence_for
from sertakan.web.tickets import relying_party
from sertakan.web.visit import visit

_TEMPLATE = "public/account/factor.html"
_LONGEST_ANSWER = 20_000


class FactorCodeField(CodeField):
    """Hold the six digits that an authenticator shows."""

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for("factor.code_missing")


class RecoveryCodeField(TextField):
    """Hold a recovery code, however it is spaced."""

    def missing(self) -> str:
        """Return what to say when nothing was typed."""
        return sentence_for("factor.recovery_missing")

    def check(self, text: str) -> None:
        """Refuse what is no recovery code."""
        if len(tidy_recovery_code(text)) != RECOVERY_SIGNS:
            raise StopValidation(sentence_for("factor.recovery_shape", length=RECOVERY_SIGNS))


class CodeForm(PageForm):
    """Ask for the code that the authenticator shows now."""

    code = FactorCodeField(_l("Kode enam angka"))


class RecoveryForm(PageForm):
    """Ask for one of the codes that were printed for this day."""

    recovery_code = RecoveryCodeField(_l("Kode pemulihan"))


class PasswordForm(PageForm):
    """Ask for the password once more."""

    password = SecretField(_l("Kata sandi"))


class PasskeyForm(PageForm):
    """Ask the device; the browser's script does so."""


_FORMS: Mapping[str, type[PageForm]] = {
    "kode": CodeForm,
    "pemulihan": RecoveryForm,
    "kunci": PasskeyForm,
    "sandi": PasswordForm,
}
_FACTORS = {"kode": (Factor.TOTP, "code"), "pemulihan": (Factor.RECOVERY, "recovery_code")}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Ask one account for one of the factors it has, at one address."""

    base: str
    account_id: UUID
    factors: Factors
    is_signed_in: bool

    @property
    def ways(self) -> tuple[str, ...]:
        """Return the ways that are open, the usual one first."""
        if not self.factors.exist:
            return ("sandi",)
        found = (
            ("kode", self.factors.has_totp),
            ("kunci", bool(self.factors.passkeys)),
            ("pemulihan", self.factors.recovery_left > 0),
        )
        return tuple(way for way, is_open in found if is_open)

    @property
    def way(self) -> str:
        """Return the way that was chosen."""
        chosen = request.values.get("cara", "")
        return chosen if chosen in self.ways else self.ways[0]

    def form(self) -> PageForm:
        """Return the form of the chosen way."""
        return _FORMS[self.way]()

    def context(self, form: PageForm) -> dict[str, Any]:
        """Return what the page shows."""
        return {
            "form": form,
            "asking": self,
            "next": safe_next(request.values.get("next"), ""),
            "contacts": visit().regency.contacts,
        }

    def show(self) -> str:
        """Paint the page."""
        return paint(_TEMPLATE, **self.context(self.form()))

    def refuse(self, form: PageForm, refusal: Refusal | None = None) -> Response:
        """Paint the page with what is to be mended."""
        if refusal is None:
            return answer(_TEMPLATE, 400, **self.context(form))
        form.add_refusal(refusal)
        return answer_refusal(_TEMPLATE, refusal, **self.context(form))

    def take(self, form: PageForm, use: Callable[[Proof], None]) -> Response | None:
        """Put what was typed to the test; return the page again where it fails."""
        if self.way not in _FACTORS or not form.validate():
            return self.refuse(form)
        factor, field = _FACTORS[self.way]
        return self._try(form, Proof(factor=factor, text=str(form.value(field))), use)

    def take_passkey(self, use: Callable[[Proof], None]) -> Response | None:
        """Put a device's answer to the test; return the page again where it fails."""
        text = request.form.get("credential", "")[:_LONGEST_ANSWER]
        proof = Proof(factor=Factor.PASSKEY, text=text, site=relying_party(service_name()))
        return self._try(PasskeyForm(formdata=None), proof, use)

    def _try(self, form: PageForm, proof: Proof, use: Callable[[Proof], None]) -> Response | None:
        try:
            use(proof)
        except Refusal as refusal:
            return self.refuse(form, refusal)
        return None

    def challenge(self) -> Response:
        """Return what the browser's script asks the device."""
        here = visit()
        asked = proving.ask_passkey(here.tenant.id, self.account_id, relying_party(service_name()), here.now)
        return Response(asked, mimetype="application/json")


def service_name() -> str:
    """Return what devices call this site."""
    branding = visit().regency.branding
    return f"{branding.service_name} {branding.display_name}"
