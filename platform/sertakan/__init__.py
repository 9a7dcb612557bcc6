"""Sertakan: regencies protect the informal workers near them, each under its own regulation."""
