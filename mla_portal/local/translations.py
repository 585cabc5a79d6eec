"""Compiles the translations without msgfmt: `python -m mla_portal.local.translations`."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from mla_portal.env import BASE_DIR


def compile_all(directory: Path = BASE_DIR / "locale") -> None:
    """Write a .mo beside each .po that is newer than it."""
    for source in directory.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as texts, compiled.open("wb") as output:
            write_mo(output, read_po(texts))


if __name__ == "__main__":
    compile_all()
