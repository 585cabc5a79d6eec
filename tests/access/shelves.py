"""One entry on each shelf of the requesting authority."""

from __future__ import annotations

from typing import Any

from requests_app.services.catalogue import OFFENCES
from requests_app.services.shelves import entry_add
from requests_app.services.texts import TEXTS
from tests.world import OUTSIDE, World

TEXT: dict[str, Any] = {
    "title": "Logs are lost",
    "text": "The provider keeps its logs for 30 days.",
    "questions": ["necessity"],
}


def shelves_about(world: World) -> dict[str, dict[str, Any]]:
    text = entry_add(actor=world.officer, shelf=TEXTS, authority=world.asking, answers=TEXT)
    offence = entry_add(actor=world.officer, shelf=OFFENCES, authority=world.asking, answers=OUTSIDE[0])
    return {
        "texts_entry": {"pk": text.pk},
        "texts_end": {"pk": text.pk},
        "offences_entry": {"pk": offence.pk},
        "offences_end": {"pk": offence.pk},
    }
