"""The use cases of enrolling: register sponsors, write drafts, submit, answer, refuse."""
