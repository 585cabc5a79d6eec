from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mla_portal.audit.verification import trail_verify


class Command(BaseCommand):
    help = "Prove that no event of the audit trail was altered, removed or added. Ends with 1 if one was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--chain", help="verify this chain only, such as request:UUID")

    def handle(self, *args: Any, chain: str | None = None, **options: Any) -> None:
        result = trail_verify(chain=chain)
        if chain and not result.chains:
            raise CommandError(f"There is no chain {chain}. Chains are named like request:UUID, directory or accounts.")
        for found in result.breaks:
            self.stdout.write(f"{found.chain}, event {found.seq}: {found.reason}")
        if result.breaks:
            raise CommandError(f"The audit trail is broken in {len(result.breaks)} of {result.chains} chains.")
        self.stdout.write(f"The audit trail is intact: {result.chains} chains, {result.events} events.")
