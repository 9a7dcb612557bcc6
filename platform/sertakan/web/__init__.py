"""The counter: one folder per audience, over shared rendering, access and forms."""
