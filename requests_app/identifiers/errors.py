from __future__ import annotations


class Unreadable(ValueError):
    """What was given is not what it is meant to be: a sentence for the person, with how to mend it."""
