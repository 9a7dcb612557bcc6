"""Sponsors, the workers near them, the workers' consent, and the enrolments that join them."""
