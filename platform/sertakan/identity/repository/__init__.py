"""Queries on people: accounts, sign-ins, codes and attempts of one regency, and the centre's own."""

from sertakan.identity.repository.accounts import (
    find_contact,
    find_credentials,
    insert_account,
    insert_grant,
    list_names,
    list_staff,
    update_account,
)
from sertakan.identity.repository.attempts import count_attempts, delete_stale, give_attempts_back
from sertakan.identity.repository.sessions import end_sessions, find_actor, insert_session, revoke_session
from sertakan.identity.repository.verifications import (
    close_resets,
    find_verification,
    insert_verification,
    open_request,
    renew_code,
    spend_code_attempt,
    turn_into_proof,
    use_verification,
)

__all__ = [
    "close_resets",
    "count_attempts",
    "delete_stale",
    "end_sessions",
    "find_actor",
    "find_contact",
    "find_credentials",
    "find_verification",
    "give_attempts_back",
    "insert_account",
    "insert_grant",
    "insert_session",
    "insert_verification",
    "list_names",
    "list_staff",
    "open_request",
    "renew_code",
    "revoke_session",
    "spend_code_attempt",
    "turn_into_proof",
    "update_account",
    "use_verification",
]
