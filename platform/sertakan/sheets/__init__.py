"""Spreadsheets that people send and take away: read in a child process with hard limits, written without formulas."""
