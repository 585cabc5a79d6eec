from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from contacts.services.shipping import directory_ship
from mla_portal.errors import Refusal


class Command(BaseCommand):
    help = (
        "Lays the entries that come with the product into the directory: countries, treaties and who is a Party,"
        " reservations, practice, authorities, providers. May be repeated: what was corrected here stays as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shipments = directory_ship()
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        for name, shipment in shipments.items():
            self.stdout.write(
                f"{name}: {len(shipment.added)} added, {len(shipment.changed)} changed, {shipment.unchanged} unchanged,"
                f" {len(shipment.kept)} kept"
            )
        for name, shipment in shipments.items():
            for code, why in shipment.kept.items():
                self.stdout.write(f"Kept {name} {code}: {why}")
