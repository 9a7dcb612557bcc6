"""Speak WebAuthn: what a browser is asked, and whether its answer holds. Nothing is kept here."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from sertakan.identity.model import RelyingParty
from sertakan.kernel.refusal import Refusal

_LONGEST_ANSWER = 20_000
_MUST = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, kw_only=True, slots=True)
class NewKey:
    """Hold what is kept of a passkey that a device made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def creation_options(
    site: RelyingParty, *, account_id: UUID, name: str, challenge: bytes, known: Sequence[bytes]
) -> str:
    """Return what to ask a device that shall make a passkey, as JSON for the browser."""
    options = generate_registration_options(
        rp_id=site.id,
        rp_name=site.name,
        user_id=account_id.bytes,
        user_name=name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED, user_verification=_MUST
        ),
        exclude_credentials=_descriptors(known),
    )
    return options_to_json(options)


def request_options(site: RelyingParty, *, challenge: bytes, known: Sequence[bytes]) -> str:
    """Return what to ask a device that shall prove that it holds one of some passkeys."""
    options = generate_authentication_options(
        rp_id=site.id, challenge=challenge, allow_credentials=_descriptors(known), user_verification=_MUST
    )
    return options_to_json(options)


def _descriptors(known: Sequence[bytes]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=each) for each in known]


def challenge_in(answer: str) -> bytes:
    """Return which challenge a browser says it answers; nothing is proven by that.

    :raises Refusal: passkey.refused
    """
    with _refusing():
        encoded = json.loads(answer[:_LONGEST_ANSWER])["response"]["clientDataJSON"]
        return parse_client_data_json(base64url_to_bytes(encoded)).challenge


def credential_in(answer: str) -> bytes:
    """Return which passkey a browser says it used; nothing is proven by that.

    :raises Refusal: passkey.refused
    """
    with _refusing():
        return base64url_to_bytes(json.loads(answer[:_LONGEST_ANSWER])["rawId"])


def read_new_key(answer: str, site: RelyingParty, challenge: bytes) -> NewKey:
    """Return the passkey that a device made for this site, if its answer holds and it knows its user.

    :raises Refusal: passkey.refused
    """
    with _refusing():
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        return NewKey(
            credential_id=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
        )


def count_after(answer: str, site: RelyingParty, challenge: bytes, *, public_key: bytes, count: int) -> int:
    """Return a passkey's new sign count, if its answer holds and the count has grown.

    :raises Refusal: passkey.refused
    """
    with _refusing():
        proven = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=count,
            require_user_verification=True,
        )
        return proven.new_sign_count


@contextmanager
def _refusing() -> Iterator[None]:
    # The answer is a stranger's text, and may break the library at any depth: whatever it raises means no.
    try:
        yield
    except Exception:
        raise Refusal("passkey.refused") from None
