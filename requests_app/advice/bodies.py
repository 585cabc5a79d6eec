"""Through a body that only some countries take part in: Europol and SELEC for the police, Eurojust for prosecutors.

The directory knows who takes part where it holds the body as an arrangement under its code, with the status of each
country; or where a country names its channel among those that it accepts. Otherwise it is said as not known.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from contacts.facts import CountryFacts
from contacts.models import Channel
from requests_app.advice.base import Fit, Situation, Way
from requests_app.advice.saying import not_evidence


@dataclass(frozen=True, kw_only=True)
class Body:
    """`code` is that of its arrangement in the directory."""

    code: str
    channel: str = ""


EUROPOL = Body(code="EUROPOL", channel=Channel.SIENA.value)
SELEC = Body(code="SELEC")
EUROJUST = Body(code="EUROJUST", channel=Channel.EUROJUST.value)


def europol(situation: Situation) -> Way:
    return _police(situation, EUROPOL, code="europol", title=_("Police to police, through Europol (SIENA)"))


def selec(situation: Situation) -> Way:
    return _police(situation, SELEC, code="selec", title=_("Police to police, through SELEC"))


def eurojust(situation: Situation) -> Way:
    """It helps judicial authorities: evidence, no intelligence."""
    fit, why = _open_to(situation, EUROJUST)
    if not situation.wish.as_evidence:
        fit, why = Fit.NOT_OPEN, _("Eurojust helps prosecutors and courts; intelligence goes through the police.")
    return Way(
        code="eurojust",
        fit=fit,
        title=_("Between judicial authorities, with Eurojust"),
        why=why,
        sentences=(_("It coordinates and speeds up requests for mutual assistance; it does not replace them."),),
    )


def _police(situation: Situation, body: Body, *, code: str, title: str) -> Way:
    fit, why = _open_to(situation, body)
    return Way(
        code=code,
        fit=fit,
        title=title,
        why=why,
        sentences=(_("It goes through the liaison officers or the national unit of each side."),),
        cautions=(not_evidence(),) if situation.wish.as_evidence and fit == Fit.POSSIBLE else (),
    )


def _open_to(situation: Situation, body: Body) -> tuple[Fit, str]:
    answers = [(country.name, _takes_part(country, body)) for country in (situation.asking, situation.asked)]
    outside = ", ".join(name for name, answer in answers if answer is False)
    silent = ", ".join(name for name, answer in answers if answer is None)
    if outside:
        return Fit.NOT_OPEN, _("As far as the directory knows, it is not open to: %(names)s.") % {"names": outside}
    if silent:
        return Fit.UNKNOWN, _("The directory does not say whether it is open to: %(names)s.") % {"names": silent}
    return Fit.POSSIBLE, _("Both countries take part.")


def _takes_part(country: CountryFacts, body: Body) -> bool | None:
    """None where the directory does not tell."""
    channels = country.requirements.channels if country.requirements else ()
    if country.party_to(body.code) or body.channel in channels:
        return True
    return None if country.status(body.code) is None else False
