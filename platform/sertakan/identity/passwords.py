"""Keep passwords as argon2id hashes, and answer as slowly for nobody as for somebody."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# 32 MiB and two passes: about 50 ms on a small server, and little enough for many sign-ins at once.
_hasher = PasswordHasher(time_cost=2, memory_cost=32_768, parallelism=1, hash_len=32, salt_len=16)
_NOBODY = _hasher.hash("this password belongs to nobody")


def hash_password(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher.hash(password)


def is_password(kept: str | None, password: str) -> bool:
    """Tell whether a password is the kept one; takes as long when there is none."""
    try:
        return _hasher.verify(kept or _NOBODY, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Tell whether a kept hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)
