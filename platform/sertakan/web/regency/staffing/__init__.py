"""Staff of a regency: who they are, how they are invited, what they may do, and where they are signed in."""

from sertakan.web.regency.staffing import history, inviting, joining, person, roles, security

MODULES = (inviting, joining, history, person, roles, security)
