from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.accounts.services.tokens import token_create


class Command(BaseCommand):
    help = "Makes an API token for a person and prints its key, alone, on standard output. It cannot be shown again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--label", default="Made on the command line", help="What the key is for.")
        parser.add_argument("--days", type=int, help="After how many days it ends; without, it does not end.")

    def handle(self, *args: Any, username: str, label: str, days: int | None, **options: Any) -> None:
        user = User.objects.filter_named(username).filter(is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody named {username} may sign in.")
        if days is not None and days < 1:
            raise CommandError("--days must be 1 or more.")
        _token, key = token_create(
            actor=user, label=label, expires_at=timezone.now() + timedelta(days=days) if days else None
        )
        self.stdout.write(key)
