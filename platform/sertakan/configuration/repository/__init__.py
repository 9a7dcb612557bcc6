"""Queries about a regency's document and space, one module for each thing that is kept."""
