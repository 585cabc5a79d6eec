from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mla_portal.storage.services.rewrapping import objects_rewrap


class Command(BaseCommand):
    help = "Bring all files under the first key of FILE_KEYS. May be stopped and begun again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        done = objects_rewrap()
        total = done.rewrapped + done.current
        self.stdout.write(f"Under the current key: {total} objects, {done.rewrapped} of them newly.")
        if done.left:
            for object_id, reason in done.left.items():
                self.stderr.write(f"{object_id}: {reason}")
            raise CommandError(f"{len(done.left)} objects could not be brought under it. Keep the old keys.")
