"""Everybody's own security: second factors, and where one is signed in."""

from sertakan.web.regency.own import authenticator, overview, passkey

MODULES = (overview, authenticator, passkey)
