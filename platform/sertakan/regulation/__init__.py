"""Say which rule, in which version, holds on which date, and what follows from it.

National law stands in dated, cited data files; decisions are pure functions over it. Whatever is unconfirmed is
flagged and answered the cautious way.
"""
