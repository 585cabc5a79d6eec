from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from mla_portal.static import PublishedStaticFiles


def collect_if_changed() -> None:
    """Collect and compress the static files, unless those of the last time are still the right ones."""
    state, stamp = _state(), Path(settings.STATIC_ROOT).with_suffix(".state")
    if stamp.exists() and stamp.read_text() == state and staticfiles_storage.exists("staticfiles.json"):
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state)


def _state() -> str:
    """Changes when a published file does; size and time stand for the content, which would take long to read."""
    seen = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for path, storage in finder.list(PublishedStaticFiles.ignore_patterns):
            found = Path(storage.path(path)).stat()
            seen.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
