"""A table to take out, and a file that waits for a decision."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from contacts.exchange import Handed, Preview
from contacts.models import DirectoryImport
from tests.world import World


def exchange_about(world: World) -> dict[str, dict[str, Any]]:
    """{route: what its address is about}."""
    handed = DirectoryImport.objects.create(
        name="providers.csv",
        text=Handed(rows=[]).text(),
        digest=Preview().digest,
        made_by=world.officer,
        made_at=timezone.now(),
    )
    return {"export_table": {"table": "provider"}, "exchange_preview": {"pk": handed.pk}}
