"""Which kinds of request a case may make today, and why not the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.kinds import KINDS, Kind
from requests_app.models import Case, Request
from requests_app.selectors.addressees import treaties_by_country
from requests_app.states import Status


@dataclass(frozen=True, kw_only=True)
class OfferedKind:
    """`reason` says why it cannot be chosen; empty where it can."""

    kind: Kind
    reason: str = ""


def kinds_offered(case: Case, *, now: datetime) -> list[OfferedKind]:
    """All of them, in their order."""
    sent = {request.kind for request in continuable(case)}
    return [OfferedKind(kind=kind, reason=_reason(kind, case, sent, now)) for kind in KINDS.values()]


def continuable(case: Case, kind: Kind | None = None) -> list[Request]:
    """The requests of the case that another one can continue, newest first; with `kind`, that one of that kind can."""
    found = case.requests.filter(sent_at__isnull=False).exclude(status=Status.WITHDRAWN)
    if kind is not None:
        found = found.filter(kind__in=kind.follows)
    return list(found.select_related("requested_authority__jurisdiction").order_by("-id"))


def _reason(kind: Kind, case: Case, sent: set[str], now: datetime) -> str:
    if kind.must_follow and not sent & kind.follows:
        return _("It continues a request that was sent, and this case has none that it could continue.")
    if not kind.only_in_force:
        return ""
    treaties = treaties_by_country(kind, now=now)
    own = treaties.pop(case.authority.jurisdiction_id, set())
    if any(own & there for there in treaties.values()):
        return ""
    return _("As far as the directory knows, it is not in force between %(country)s and any other country today.") % {
        "country": case.authority.jurisdiction.name
    }
