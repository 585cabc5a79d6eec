"""How long an acknowledgement may take, to be told before anybody chooses an urgency."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q

from contacts.models import Authority
from requests_app.models import DeadlineKind, EscalationPolicy


def acknowledgement_times(authority: Authority | None) -> dict[str, timedelta]:
    """{urgency: time} by the authority's own policies, else by the default ones."""
    policies = EscalationPolicy.objects.filter(
        Q(authority=authority) | Q(authority__isnull=True), deadline_kind=DeadlineKind.ACKNOWLEDGEMENT
    )
    # The default first, so that what the authority has of its own comes over it.
    ordered = policies.order_by(F("authority_id").asc(nulls_first=True))
    return dict(ordered.values_list("urgency", "due_after"))
