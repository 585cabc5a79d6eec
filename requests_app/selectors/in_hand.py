"""Who is responsible for requests at the authorities that were asked, as people to be written to."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from contacts.models import Membership
from requests_app.selectors.parties import Parties
from requests_app.selectors.recipients import Recipient, person
from requests_app.selectors.stand_ins import StandIns


def people_in_hand(rows: Iterable[Parties], stand_ins: StandIns) -> dict[tuple[int, UUID | None], Recipient]:
    """{(authority, person): recipient}, those who still belong there and can be written to; no query where none is."""
    wanted = {(row.requested, row.asked_person) for row in rows if row.asked_person}
    if not wanted:
        return {}
    members = Membership.objects.filter(
        authority__in={authority for authority, _person in wanted},
        user__in={person for _authority, person in wanted},
        until__isnull=True,
        user__is_active=True,
    ).exclude(user__email="")
    return {
        (one.authority_id, one.user_id): person(stand_ins.of(one.authority_id, one.user))
        for one in members.select_related("user")
    }
