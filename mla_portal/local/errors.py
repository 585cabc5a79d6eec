from __future__ import annotations


class CannotStart(Exception):
    """What hinders the start, in one sentence for the person at the console: what is wrong and how to mend it."""
