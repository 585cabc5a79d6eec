from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from mla_portal.outbox.delivery_status import LARGEST
from mla_portal.outbox.services import bounce_read

# sysexits.h: a mail server keeps the mail and tries again later.
TEMPORARY_FAILURE = 75


class Command(BaseCommand):
    help = "Read one mail that came back, from standard input, as a mail server pipes it: docs/outbox.md says how."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--recipient", default="", help="The address that it was delivered to")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 0 whatever the mail is, so that no mail server answers it; with 75 when the database does not."""
        raw = _read(sys.stdin.buffer)
        try:
            done = bounce_read(raw, recipient=options["recipient"], now=timezone.now())
        except DatabaseError as error:
            raise CommandError(
                "The database does not answer; try again later.", returncode=TEMPORARY_FAILURE
            ) from error
        self.stdout.write(f"{done.name.lower()}: {done.value}")


def _read(source: BinaryIO) -> bytes:
    """The beginning; the rest is read past, for who pipes it waits until all is taken."""
    raw = source.read(LARGEST)
    while source.read(LARGEST):
        pass
    return raw
