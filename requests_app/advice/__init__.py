"""Which ways lead to the data that are wished for, with the law and the practice behind each. Pure."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from contacts.facts import CountryFacts
from requests_app.advice.assistance import mutual_assistance
from requests_app.advice.base import Data, Entity, Fit, Handling, Known, Purpose, Situation, Way, Wish
from requests_app.advice.bodies import eurojust, europol, selec
from requests_app.advice.point import emergency_disclosure, point_247
from requests_app.advice.police import interpol
from requests_app.advice.provider import provider

# Of the same fit, in this order.
_WAYS: tuple[Callable[[Situation], Way], ...] = (
    mutual_assistance,
    interpol,
    provider,
    point_247,
    europol,
    selec,
    eurojust,
)
_FITS = list(Fit)


def advise(wish: Wish, asking: CountryFacts, asked: CountryFacts, known: Known) -> tuple[Way, ...]:
    """All the ways, what fits best first; those that are not open last, each with why. On the day of the facts."""
    if asking.code == asked.code:
        return (_domestic(),)
    situation = Situation(wish=wish, asking=asking, asked=asked, known=known)
    first = (emergency_disclosure,) if wish.emergency and not wish.kept else ()
    ways = [way(situation) for way in (*first, *_WAYS)]
    return tuple(sorted(ways, key=lambda way: _FITS.index(way.fit)))


def _domestic() -> Way:
    return Way(
        code="domestic",
        fit=Fit.BEST,
        title=_("The powers of your own law"),
        law=("16", "17", "18", "19"),
        why=_("The data are in your own country: no international request is needed."),
    )


__all__ = ["Data", "Entity", "Fit", "Handling", "Known", "Purpose", "Way", "Wish", "advise"]
