"""The record of every decision: append-only, chained by hashes, written in the transaction that decides."""
