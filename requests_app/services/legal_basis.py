"""The legal basis of a draft: the best one by itself, or the one that was chosen, if it is in force."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from contacts.models import Authority, Instrument
from requests_app.kinds import Kind
from requests_app.legal_basis import Basis, best
from requests_app.models import Request
from requests_app.selectors.legal_basis import bases_between, bases_of

Errors = dict[str, list[str]]


def basis_taken(
    kind: Kind, asking: Authority, asked: Authority, chosen: object, *, earlier: Request | None, now: datetime
) -> tuple[Instrument | None, Errors]:
    """(treaty, errors) of a new draft: `chosen` by its code, "" for none, None for the best.

    A notice keeps the basis of the request that it continues.
    """
    offered = bases_between(asking, asked, kind, earlier=earlier.kind if earlier else "", now=now)
    if chosen is not None:
        return basis_judged(chosen, offered)
    kept = earlier.instrument.code if kind.must_follow and earlier and earlier.instrument else ""
    return _instrument(best(offered, kept)), {}


def basis_moved(draft: Request, asked: Authority, chosen: object, *, now: datetime) -> tuple[Instrument | None, Errors]:
    """As `basis_taken`, of a draft that goes to `asked` from now on: what was chosen for the country before is kept
    where it is in force with this one too, and what came by itself comes anew.
    """
    before = bases_of(draft, now=now)
    current = draft.instrument.code if draft.instrument else ""
    offered = bases_of(draft, to=asked, now=now)
    if chosen is not None and chosen != current:
        return basis_judged(chosen, offered)
    return _instrument(best(offered, "" if current == best(before) else current)), {}


def basis_judged(chosen: object, offered: list[Basis]) -> tuple[Instrument | None, Errors]:
    if chosen == "":
        return None, {}
    codes = [one.code for one in offered]
    if isinstance(chosen, str) and chosen in codes:
        return _instrument(chosen), {}
    if not codes:
        sentence = _(
            "The directory knows of no treaty in force between the two countries that carries this kind of request."
            " Leave the legal basis empty."
        )
    elif isinstance(chosen, str) and _instrument(chosen):
        sentence = _("This treaty is not in force between the two countries for it. Choose one of: %(codes)s.")
    else:
        sentence = _("The directory has no such treaty. Choose one of: %(codes)s.")
    return None, {"instrument": [sentence % {"codes": ", ".join(codes)} if codes else sentence]}


def _instrument(code: str) -> Instrument | None:
    return Instrument.objects.filter(code=code).first() if code and "\x00" not in code else None
