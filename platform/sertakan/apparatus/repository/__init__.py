"""Queries on the apparatus."""
