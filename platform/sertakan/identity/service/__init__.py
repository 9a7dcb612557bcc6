"""Know who people are, sign them up and in, and give staff their roles."""

from sertakan.identity.service.centre import add_oversight_account, find_overseer
from sertakan.identity.service.factors import count_admins_with_factor, has_second_factor
from sertakan.identity.service.sessions import find_actor, hash_token
from sertakan.identity.service.staff import add_staff, link_sponsor, list_staff

__all__ = [
    "add_oversight_account",
    "add_staff",
    "count_admins_with_factor",
    "find_actor",
    "find_overseer",
    "has_second_factor",
    "hash_token",
    "link_sponsor",
    "list_staff",
]
