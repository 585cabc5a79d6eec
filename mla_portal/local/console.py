from __future__ import annotations

from contextlib import suppress


def say(text: str) -> None:
    """Tell the person at the console, who may have gone: a closed terminal must not hinder a clean stop."""
    with suppress(OSError):
        print(text, flush=True)
