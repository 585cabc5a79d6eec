"""Leaving an authority: access ends at once, the work stays and is given to others, the history keeps the name."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.access import manages_people
from contacts.models import Authority, Membership
from contacts.services.memberships import is_last_supervisor, membership_end
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotAllowed, NotFound
from requests_app.models import Request
from requests_app.selectors.assignments import people_for
from requests_app.selectors.lists import supervised
from requests_app.selectors.open_work import side_in
from requests_app.selectors.orphans import orphans
from requests_app.services import notices
from requests_app.services.assignments import NOTE_LENGTH, assignment_record
from requests_app.services.attention import feeds_revoke
from requests_app.services.inputs import optional_text

MOST_AT_ONCE = 200


@transaction.atomic
def authority_leave(*, actor: User, user: User, authority: Authority, last_known: bool = False) -> None:
    """End all that `user` is at the authority, now. Where they belong to none any more, sessions, API tokens and
    calendar addresses end too; drafts stay as they were last kept.

    Raises NotAllowed, NotFound, and Invalid with "last_known" for the last supervisor, until that was said.
    """
    if not manages_people(actor, authority):
        raise NotAllowed(_("A supervisor of the authority, or an administrator, ends what somebody is there."))
    memberships = list(
        Membership.objects.filter(user=user, authority=authority, until__isnull=True).select_related(
            "user", "authority"
        )
    )
    if not memberships:
        raise NotFound(_("This person does not belong to the authority."))
    if is_last_supervisor(user, authority) and not last_known:
        raise Invalid(
            {
                "last_known": [
                    _(
                        "%(name)s is the last supervisor here: nobody would approve, or be told what is late. Make a"
                        " colleague supervisor first, or say that you know."
                    )
                    % {"name": user}
                ]
            }
        )
    for membership in memberships:
        membership_end(actor=actor, membership=membership)
    if not Membership.objects.filter(user=user, until__isnull=True).exists():
        feeds_revoke(actor=actor, of=user, now=timezone.now())


@transaction.atomic
def orphans_give(*, actor: User, requests: Iterable[UUID], person: User | None, note: object = "") -> int:
    """Give what nobody has any more to somebody, or to the desk; how many.

    What a colleague gave meanwhile stays as it is. Raises Invalid when the person may not have one of them: nothing is
    given then.
    """
    wanted = list(requests)
    if not wanted or len(wanted) > MOST_AT_ONCE:
        raise Invalid(
            {"requests": [_("Choose at least one, and at most %(number)d at once.") % {"number": MOST_AT_ONCE}]}
        )
    text = optional_text(note, "note", NOTE_LENGTH)
    chosen = [one.pk for one in orphans(actor).filter(pk__in=wanted)]
    own = set(supervised(actor).values_list("pk", flat=True))
    rows = list(
        Request.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case", "requesting_authority__jurisdiction", "requested_authority__jurisdiction")
        .filter(pk__in=chosen)
        .order_by("pk")
    )
    now = timezone.now()
    for row in rows:
        side = side_in(row, own)
        if person is not None and not people_for(row, side).filter(pk=person.pk).exists():
            raise Invalid(
                {"person": [_("%(name)s may not have %(reference)s.") % {"name": person, "reference": row.reference}]}
            )
        assignment_record(actor=actor, request=row, side=side, person=person, note=text, now=now)
        if person is not None and person != actor:
            notices.assigned(request=row, to=person, by=actor, now=now)
    return len(rows)
