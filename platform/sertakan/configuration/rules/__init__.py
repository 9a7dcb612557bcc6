"""The pure decisions on a regency's document: no clock, no database, no web."""
