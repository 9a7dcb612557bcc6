"""Queries on sponsors, drafts, enrolments and consents; the tenant comes first in each."""
