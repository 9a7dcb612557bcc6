"""The few places where data crosses tenants: tables built to hold nothing personal.

Each is opened by a grant or policy to the roles named in :mod:`sertakan.persistence.walls`, and is
explained in docs/security.md.
"""
