"""Objects that no row names: what a crash, or a transaction that was undone, left behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

from mla_portal.storage.models import Content, UploadPart
from mla_portal.storage.objects import objects_on_disk

# Longer than any transaction, and any writing of one file, can take.
KEPT_FOR = timedelta(days=1)
BATCH = 1000


def orphans_sweep(*, now: datetime) -> int:
    """Take away what has lain without a row for longer than a day; how many. Any number may run at once."""
    old = (path for path in objects_on_disk() if _changed_at(path) < (now - KEPT_FOR).timestamp())
    swept = 0
    while batch := list(islice(old, BATCH)):
        for path in _unnamed(batch):
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # another sweep, or the end of its writing, was quicker
        return float("inf")


def _unnamed(paths: Sequence[Path]) -> Iterable[Path]:
    """What is still being written after a day never will be; files that are none of ours are left alone."""
    ids = {path: found for path in paths if (found := _id(path.name))}
    tables = (Content.objects, UploadPart.objects)
    found_rows = [table.filter(object_id__in=ids.values()).values_list("object_id", flat=True) for table in tables]
    named = set().union(*found_rows)
    return [path for path, found in ids.items() if path.parent.name == "incoming" or found not in named]


def _id(name: str) -> UUID | None:
    try:
        return UUID(hex=name)
    except ValueError:
        return None
