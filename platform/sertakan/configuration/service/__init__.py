"""Use cases on a regency's document, one module for each way it changes."""
