"""Who stands behind each audience of a ladder, for many requests with a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from contacts.models import AuthorityUserObjectPermission, ContactPoint
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import Audience, CaseUserObjectPermission, Request, Transmission
from requests_app.selectors.recipients import Recipient, person


class Audiences:
    """The desks, the officers and the supervisors of the authorities of these requests, read once."""

    def __init__(self, requests: Iterable[Request]) -> None:
        rows = list(requests)
        asked = {row.requested_authority_id for row in rows}
        self._desks: dict[int, list[Recipient]] = defaultdict(list)
        for desk in (
            ContactPoint.objects.filter(authority__in=asked)
            .exclude(email="")
            .select_related("authority")
            .order_by("authority", "order")
        ):
            self._desks[desk.authority_id].append(
                Recipient(
                    address=desk.email, name=desk.name, language=desk.language, time_zone=desk.authority.time_zone
                )
            )
        self._people = _people(asked | {row.requesting_authority_id for row in rows})
        # A sealed case is kept from supervisors too, unless they are named on it.
        self._named: dict[UUID, set[str]] = defaultdict(set)
        sealed = CaseUserObjectPermission.objects.filter(content_object__in={row.case_id for row in rows})
        for case_id, address in sealed.values_list("content_object_id", "user__email"):
            self._named[case_id].add(address)
        self._senders: dict[UUID, User] = {
            sent.request_id: sent.sent_by
            for sent in Transmission.objects.filter(request__in=rows).select_related("sent_by").order_by("sent_at")
        }

    def told(self, request: Request, audiences: list[str]) -> Iterator[tuple[Audience, Recipient]]:
        """Each person once, under the first audience that names them.

        Of an authority outside the portal nobody can press anything here: its rungs go to the officer who sent it. An
        authority in the portal without any desk is reached through those who may acknowledge. Somebody is always told.
        """
        wanted = [Audience(name) for name in audiences]
        if not request.requested_authority.member:
            wanted = [name for name in wanted if name in (Audience.OFFICER, Audience.OWN_SUPERVISOR)]
            wanted = wanted or [Audience.OFFICER]
        seen: set[str] = set()
        for audience in [*wanted, Audience.OWN_SUPERVISOR]:
            if audience not in wanted and seen:
                return
            for recipient in self._behind(audience, request):
                if recipient.address.lower() not in seen:
                    seen.add(recipient.address.lower())
                    yield audience, recipient

    def _behind(self, audience: Audience, request: Request) -> list[Recipient]:
        asked, asking = request.requested_authority_id, request.requesting_authority_id
        desks = self._desks[asked]
        match audience:
            case Audience.CONTACT:
                return desks[:1] or self._people[asked, Permission.ACKNOWLEDGE]
            case Audience.BACKUP:
                return desks[1:]
            case Audience.SUPERVISOR:
                return self._people[asked, Permission.SUPERVISE]
            case Audience.OWN_SUPERVISOR:
                people = self._people[asking, Permission.SUPERVISE]
                named = self._named[request.case_id]
                return [one for one in people if one.address in named] if request.case.sealed else people
            case Audience.OFFICER:
                sender = self._senders.get(request.pk, request.author)
                return [person(sender)] if sender.is_active and sender.email else []


def _people(authorities: set[int]) -> dict[tuple[int, str], list[Recipient]]:
    """{(authority id, permission): active people with an address}."""
    held = (
        AuthorityUserObjectPermission.objects.filter(
            content_object__in=authorities,
            permission__codename__in=[Permission.ACKNOWLEDGE, Permission.SUPERVISE],
            user__is_active=True,
        )
        .exclude(user__email="")
        .select_related("user", "permission")
        .order_by("user__username")
    )
    found: dict[tuple[int, str], list[Recipient]] = defaultdict(list)
    for row in held:
        found[row.content_object_id, row.permission.codename].append(person(row.user))
    return found
