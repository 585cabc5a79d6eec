"""The same request to a second country: the data are asked for wherever they may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed
from requests_app.access import require, sides_of
from requests_app.identifiers.one import clean_identifier
from requests_app.kinds import Kind
from requests_app.models import Request
from requests_app.selectors.answers import given_identifiers, kind_of
from requests_app.services.drafts import request_draft
from requests_app.states import Side

# What was asked of the first country before, and what it answered.
_OF_THE_FIRST_COUNTRY = frozenset({"previous_preservation", "previous_mla", "preserved_until"})


@dataclass(frozen=True, kw_only=True)
class Copied:
    """The new draft, and in words what did not come along."""

    request: Request
    left_out: tuple[str, ...]


@transaction.atomic
def request_copy(*, actor: User, request: Request, requested_authority: Authority | None, client_token: str) -> Copied:
    """A new draft in the same case with all answers and identifiers, to another authority. Its reference is new.

    The same author and `client_token` give the draft of the first call. Raises Invalid when that authority cannot be
    asked, Conflict for a request that only continues another, NotAllowed on the side that was asked.
    """
    require(actor, Permission.DRAFT, request.requesting_authority)
    if Side.REQUESTING not in sides_of(actor, request):
        raise NotAllowed(_("Only the authority that made a request copies it."))
    refuse_uncopied(request)
    kind = kind_of(request)
    content, left_out = _carried(kind, request)
    identifiers, unfit = _identifiers(request)
    draft = request_draft(
        actor=actor,
        case=request.own_case,
        kind=request.kind,
        requested_authority=requested_authority,
        urgency=request.urgency,
        content=content,
        identifiers=identifiers,
        translations=request.translations,
        client_token=client_token,
    )
    return Copied(request=draft, left_out=(*left_out, *unfit))


def refuse_uncopied(request: Request) -> None:
    """Conflict where the request makes sense only to the country that the one before it went to."""
    kind = kind_of(request)
    if kind.must_follow:
        raise Conflict(
            _("“%(kind)s” continues an earlier request to the same country. Copy that one instead.")
            % {"kind": kind.short_title}
        )


def _carried(kind: Kind, request: Request) -> tuple[dict[str, Any], list[str]]:
    cleaned, errors = kind.clean_content(request.content)
    wrong = {name.partition(".")[0] for name in errors}
    bound = {name for name in cleaned if name in _OF_THE_FIRST_COUNTRY}
    if _is_there(cleaned.get("custodian"), request.requested_authority):
        bound.add("custodian")
    labels = [str(kind.fields[name].label) for name in kind.fields if name in wrong | bound and request.content[name]]
    return {name: value for name, value in cleaned.items() if name not in bound}, labels


def _is_there(custodian: Mapping[str, str] | None, asked: Authority) -> bool:
    """Whether the custodian is said to be in the country that was asked first: no other has power over it."""
    country = (custodian or {}).get("country", "").casefold()
    return bool(country) and country in {asked.jurisdiction.name.casefold(), asked.jurisdiction_id.casefold()}


def _identifiers(request: Request) -> tuple[list[dict[str, Any]], list[str]]:
    """Those that could be added today, and the values of the others."""
    fit, unfit = [], []
    for given in given_identifiers(request):
        if clean_identifier(asdict(given))[0] is None:
            unfit.append(given.value)
        else:
            fit.append(asdict(given))
    return fit, unfit
