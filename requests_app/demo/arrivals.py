"""A request of the demonstration that came by e-mail and was registered: its sender is not verified yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from contacts.models import Authority, Channel
from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.services.incoming import request_register

TOKEN = "demo:incoming:1"  # noqa: S105 - names the page that made it
_AGO = timedelta(hours=2)


def arrivals_load(authorities: Mapping[str, Authority], people: Mapping[str, User]) -> int:
    """Register what was not registered before; how many that were."""
    contact = people["contact.ro"]
    if Request.objects.filter(author=contact, client_token=TOKEN).exists():
        return 0
    request_register(
        actor=contact,
        requested_authority=authorities["RO-247"],
        requesting_authority=authorities["US-247"],
        kind="preservation",
        urgency="urgent",
        received_at=timezone.now() - _AGO,
        channel=Channel.EMAIL,
        sender_reference="DEMO-US-2026-0311",
        note="To the mailbox of the duty desk (demonstration).",
        content={
            "urgency_grounds": ["volatility"],
            "urgency_details": "The provider deletes its logs after seven days.",
            "facts": "A mailbox of a company was opened from the address, and invoices were altered (demonstration).",
            "data_categories": ["subscriber", "traffic"],
            "relationship": "The address opened the mailbox at the time given.",
            "custodian": {"name": "Example Hosting SRL", "country": "Romania", "contact": "abuse@hosting.example"},
            "mla_intended": True,
        },
        offences=[{"article": "2", "provision": "18 U.S.C. 1030", "title": "Illegal access", "max_penalty": ""}],
        identifiers=[{"type": "ip", "value": "203.0.113.77", "port": 40112, "at": "2026-11-29T14:02:11-05:00"}],
        client_token=TOKEN,
    )
    return 1
