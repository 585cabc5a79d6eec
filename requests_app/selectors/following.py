"""What may follow from a request: the kinds that fit, and why the others do not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Authority
from contacts.selectors.facts import treaties_of
from requests_app.kinds import KINDS, Kind
from requests_app.kinds.instruments import not_carried
from requests_app.models import Request
from requests_app.states import Status


@dataclass(frozen=True, kw_only=True)
class Following:
    """`refusal` is empty where the kind fits."""

    kind: Kind
    refusal: str
    same: bool


def following(request: Request) -> list[Following]:
    """Those kinds that continue such a request, in the order in which kinds are offered."""
    return [
        Following(kind=kind, refusal=refusal_of(kind, request), same=kind.code == request.kind)
        for kind in KINDS.values()
        if request.kind in kind.follows
    ]


def refusal_of(kind: Kind, request: Request) -> str:
    """Why a request of this kind cannot be begun from that one, as a sentence; "" where it can."""
    return unfit(kind, request) or too_early(kind, request) or _not_in_force(kind, request)


def _not_in_force(kind: Kind, request: Request) -> str:
    """Of a kind that exists under one treaty alone. Where it may go to any country, one's own has to be bound."""
    if not kind.only_in_force:
        return ""
    here, there = request.requesting_authority.jurisdiction, request.requested_authority.jurisdiction
    facts = treaties_of([here, there], on=day_in(there.time_zone, timezone.now()))
    asking, asked = facts[here.code], facts[there.code]
    if kind.offered(asking, asking if kind.follows_abroad else asked):
        return ""
    return not_carried(kind.instruments, asking, asked)


def too_early(kind: Kind, earlier: Request) -> str:
    """Why it does not follow from that one yet: what nobody has said to have received, nobody preserves."""
    if not kind.after_acknowledgement or earlier.acknowledged_at is not None:
        return ""
    return _("%(reference)s has not been acknowledged yet: there is nothing to extend.") % {
        "reference": earlier.reference
    }


def unfit(kind: Kind, earlier: Request, asked: Authority | None = None) -> str:
    """Why a request of this kind cannot continue that one, as a sentence; "" where it can.

    Without `asked` the authority that it would go to is not judged.
    """
    names = {"reference": earlier.reference, "kinds": continued(kind), "this": kind.short_title}
    if earlier.kind not in kind.follows:
        return _("“%(this)s” cannot continue %(reference)s. It continues one of: %(kinds)s.") % names
    if earlier.sent_at is None:
        return _("%(reference)s has not been sent yet: change that one instead.") % names
    if earlier.status == Status.WITHDRAWN and kind.must_follow:
        return _("%(reference)s has been withdrawn already.") % names
    if asked and not kind.follows_abroad and earlier.requested_authority.jurisdiction_id != asked.jurisdiction_id:
        return _("%(reference)s went to another country. Choose an authority of that one.") % names
    return ""


def continued(kind: Kind) -> str:
    return ", ".join(str(one.short_title) for one in KINDS.values() if one.code in kind.follows)


def authority_after(request: Request, kind: Kind) -> str:
    """The code of the authority to begin with: mutual assistance mostly goes to another one of the same country."""
    asked = request.requested_authority
    if kind.must_follow or not kind.asked_first or asked.kind in kind.asked_first:
        return asked.code
    there = Authority.objects.filter(jurisdiction=asked.jurisdiction_id, kind__in=kind.asked_first).order_by("name")
    today = day_in(asked.jurisdiction.time_zone, timezone.now())
    return next((one.code for one in there if one.valid_on(today)), asked.code)
