"""What follows from a request: a new draft that carries over what both say, and quotes what came before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.access import require, sides_of
from requests_app.identifiers.one import clean_identifier
from requests_app.kinds import KINDS, Kind, Previous
from requests_app.kinds.mutual_assistance import KINDS_OF_IT
from requests_app.kinds.time_warnings import PRESERVING
from requests_app.languages import offered
from requests_app.models import Request
from requests_app.selectors.answers import given_identifiers
from requests_app.selectors.contract import not_here
from requests_app.selectors.following import refusal_of
from requests_app.selectors.previous import told_of
from requests_app.services.drafts import drafts_queue_up, request_draft
from requests_app.states import Side

# What a request says of itself alone, under a name that others use too.
_OF_ITSELF = frozenset({"reason", "release_data", "days", "preserved_until", "previous_mla", "previous_preservation"})
# What is necessary about keeping data says nothing of why they cannot be had in another way.
_OF_ITS_KIND = frozenset({"necessity"})
# What says to which country the earlier request went.
_OF_ITS_COUNTRY = frozenset({"custodian", "location", "custodian_unknown"})


@transaction.atomic
def request_follow(
    *,
    actor: User,
    request: Request,
    kind: str,
    requested_authority: Authority | None = None,
    client_token: str,
    custodian: Mapping[str, str] | None = None,
) -> Request:
    """A draft of `kind` that continues `request`, to the same authority unless another one is named.

    It takes over the answers that both kinds ask for, the identifiers and the urgency, and quotes the earlier request.
    `custodian` is known where the earlier one led to it (Art. 30).
    The same author and `client_token` give the draft of the first call. Raises NotFound on the side that was asked,
    Invalid with "kind" where it does not follow, and as `request_draft`.
    """
    if Side.REQUESTING not in sides_of(actor, request):
        raise not_here()
    require(actor, Permission.DRAFT, request.requesting_authority)
    drafts_queue_up(actor, client_token)
    made = Request.objects.filter(author=actor, client_token=client_token).first()
    if made is not None:
        return made
    chosen = _kind_that_follows(kind, request)
    asked = requested_authority or request.requested_authority
    abroad = asked.jurisdiction_id != request.requested_authority.jurisdiction_id
    return request_draft(
        actor=actor,
        case=request.own_case,
        kind=chosen.code,
        requested_authority=asked,
        urgency=request.urgency,
        content=_content(chosen, request, abroad=abroad) | ({"custodian": custodian} if custodian else {}),
        identifiers=_identifiers(request),
        follows=request,
        languages=None if abroad else _languages(chosen, request),
        translations=request.translations,
        client_token=client_token,
    )


def _kind_that_follows(code: object, request: Request) -> Kind:
    kind = KINDS.get(code) if isinstance(code, str) else None
    if kind is None:
        raise Invalid({"kind": [_("Choose one of: %(kinds)s.") % {"kinds": ", ".join(KINDS)}]})
    refusal = refusal_of(kind, request)
    if refusal:
        raise Invalid({"kind": [refusal]})
    return kind


def _languages(kind: Kind, request: Request) -> list[str] | None:
    """Those of the request before; None where there is no such document in one of them."""
    return request.languages if set(request.languages) <= offered(kind).keys() else None


def _content(kind: Kind, request: Request, *, abroad: bool) -> dict[str, Any]:
    left = _OF_ITSELF if kind.code == request.kind or _both_keep(kind, request) else _OF_ITSELF | _OF_ITS_KIND
    left |= _OF_ITS_COUNTRY if abroad else frozenset()
    said = _said(request)
    kept = {name: value for name, value in said.items() if name in kind.fields and name not in left}
    cleaned, errors = kind.clean_content(kept)
    wrong = {name.partition(".")[0] for name in errors}
    carried = {name: value for name, value in cleaned.items() if name not in wrong}
    return carried | _quoted(kind, request, said)


def _said(request: Request) -> dict[str, Any]:
    """Its answers; a notice says the rest with the request that it continues itself."""
    earlier = request.follows
    if earlier is None or not KINDS[request.kind].must_follow:
        return dict(request.content)
    own = {name: value for name, value in request.content.items() if value}
    return {**_said(earlier), **own}


def _both_keep(kind: Kind, request: Request) -> bool:
    return {kind.code, request.kind} <= PRESERVING


def _quoted(kind: Kind, request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """The earlier requests, where the kind asks about them: this one, and those that it quotes itself."""
    quotes = {
        name: said[name] for name in ("previous_preservation", "previous_mla") if name in kind.fields and said.get(name)
    }
    told = told_of(request)
    if request.kind in PRESERVING and "previous_preservation" in kind.fields:
        until = told.preserved_until.isoformat() if told.preserved_until else None
        quotes["previous_preservation"] = {**_quote(told), "preserved_until": until}
    if request.kind in KINDS_OF_IT and "previous_mla" in kind.fields:
        quotes["previous_mla"] = _quote(told)
    if told.preserved_until and "preserved_until" in kind.fields:
        quotes["preserved_until"] = told.preserved_until.isoformat()
    return quotes


def _quote(told: Previous) -> Mapping[str, Any]:
    """As the form asks it; the document adds their reference, the acknowledgement and the custodian by itself."""
    return {
        "date": told.sent_on.isoformat() if told.sent_on else None,
        "reference": told.reference,
        "requested_by": told.requested_by[:500],
        "answered_by": told.answered_by[:500],
        "channel": told.channel[:200],
    }


def _identifiers(request: Request) -> list[dict[str, Any]]:
    """With their periods; those that would be refused today are left out."""
    rows = [asdict(one) for one in given_identifiers(request)]
    return [row for row in rows if clean_identifier(row)[0] is not None]
