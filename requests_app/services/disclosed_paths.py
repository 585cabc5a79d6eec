"""The next request, to the State to which a disclosed path leads (Art. 30)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict
from requests_app.access import require, sides_of
from requests_app.models import Disclosure, Request
from requests_app.selectors.contract import not_here
from requests_app.selectors.disclosed_paths import NEXT_KIND, Leads, authority_there, leads_to, path_of, request_after
from requests_app.selectors.disclosures import get_disclosure
from requests_app.selectors.doubts import not_now
from requests_app.services.chain import request_follow
from requests_app.states import Side


@transaction.atomic
def path_follow(*, actor: User, request: Request, disclosure: Disclosure) -> Request:
    """A draft of a preservation to the State to which the path leads; pressed again, the same draft.

    Raises Conflict where the path leads home, to a State that is no Party, or is not open yet; as `request_follow`.
    """
    if Side.REQUESTING not in sides_of(actor, request):
        raise not_here()
    require(actor, Permission.DRAFT, request.requesting_authority)
    disclosure = get_disclosure(actor, request, disclosure.pk)
    path = path_of(disclosure)
    if path is None:
        raise not_here()
    if disclosure.withheld:
        raise Conflict(not_now())
    if not disclosure.is_open:
        raise Conflict(_("The path opens when the conditions of the delivery are accepted."))
    # A colleague who presses at the same time waits here, and gets the same draft.
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    begun = request_after(path, request)
    if begun is not None:
        return begun
    now = timezone.now()
    where = leads_to(path, request, now=now)
    if where is not Leads.PARTY:
        raise Conflict(_("From here no request leads on: the path leads %(where)s.") % {"where": where.label})
    return request_follow(
        actor=actor,
        request=request,
        kind=NEXT_KIND,
        requested_authority=authority_there(path, now=now),
        client_token=f"path:{path.pk}",
        custodian={"name": path.provider, "country": path.country.name, "contact": ""},
    )
