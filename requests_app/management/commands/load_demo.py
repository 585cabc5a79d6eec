from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from mla_portal.errors import Refusal
from requests_app.demo.arrivals import arrivals_load
from requests_app.demo.directory import directory_load
from requests_app.demo.passwords import passwords_set
from requests_app.demo.people import people_load
from requests_app.demo.rosters import demo_rosters
from requests_app.demo.stories import stories_load


class Command(BaseCommand):
    help = (
        "Loads demonstration data: invented authorities, people and cases, marked as such. May be repeated: what is"
        " there stays as it is. DEMO_PASSWORD in the environment becomes the password of all its people; without it"
        " a fresh one is made for new people and printed once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--empty", action="store_true", help="authorities and people only, no cases")

    def handle(self, *args: Any, empty: bool, **options: Any) -> None:
        try:
            with transaction.atomic():
                authorities = directory_load()
                people = people_load(authorities)
                demo_rosters(authorities)
                password = passwords_set(people.values(), os.environ.get("DEMO_PASSWORD", ""))
                added = 0 if empty else stories_load(authorities, people) + arrivals_load(authorities, people)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"Demonstration data: {len(authorities)} authorities, {len(people)} people; requests added: {added}."
        )
        if password:
            self.stdout.write(f"The password of its new people, shown only now: {password}")
