"""The 24/7 points of contact: preservation (Arts 29, 30, 35), and disclosure in an emergency (Art. 9 of CETS 224)."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.cautions import dual_criminality
from contacts.models import AuthorityKind
from requests_app.advice.base import Data, Fit, Situation, Way
from requests_app.advice.saying import absent, doubts, languages, no_convention

_ASKS = (AuthorityKind.CONTACT_POINT_247.value,)


def point_247(situation: Situation) -> Way:
    title = _("24/7 point of contact: preservation")
    if situation.budapest:
        law = ("29(1)", "30(1)", "35(1)(b)") if situation.wish.data == Data.TRAFFIC else ("29(1)", "35(1)(b)")
        return replace(_open(situation, title), law=law, kind="preservation", cautions=_cautions(situation))
    if situation.united_nations:
        return replace(
            _open(situation, title),
            law=("41 UNCC", "42 UNCC"),
            kind="un_preservation",
            cautions=tuple(absent(situation, _ASKS)),
        )
    informal = _(
        "The informal network of the G7 may have a point there that preserves; the directory does not know its points."
    )
    return Way(
        code="point_247",
        fit=Fit.NOT_OPEN,
        title=title,
        law=("35(1)",),
        why=no_convention(situation),
        sentences=(informal,),
    )


def emergency_disclosure(situation: Situation) -> Way:
    title, law = _("24/7 point of contact: disclosure in an emergency"), ("3(2)(c) CETS 224", "9 CETS 224")
    if not situation.protocol:
        why = _("The Second Additional Protocol is not in force between %(asking)s and %(asked)s, as far as is known.")
        names = {"asking": situation.asking.name, "asked": situation.asked.name}
        return Way(code="emergency_disclosure", fit=Fit.NOT_OPEN, title=title, law=law, why=why % names)
    alone = _("A Party may declare that it does not take such requests for subscriber information alone.")
    return Way(
        code="emergency_disclosure",
        fit=Fit.BEST,
        title=title,
        law=law,
        why=_("Stored data are disclosed point to point, without a request for mutual assistance."),
        sentences=(
            _("Call first: it may be asked for orally, and is confirmed in writing."),
            _("The answer comes on a rapidly expedited basis; the Protocol names no hours."),
        ),
        cautions=(
            _("Show by facts that a life or the safety of a person is at risk, significantly and imminently."),
            _("Some Parties want a request for mutual assistance to follow (Art. 9(5) CETS 224)."),
            *([alone] if situation.wish.data == Data.SUBSCRIBER else []),
            *absent(situation, _ASKS),
        ),
        kind="emergency_disclosure",
        asks=_ASKS,
    )


def _open(situation: Situation, title: str) -> Way:
    fit, why = _fit(situation)
    return Way(code="point_247", fit=fit, title=title, why=why, sentences=tuple(_sentences(situation)), asks=_ASKS)


def _fit(situation: Situation) -> tuple[Fit, str]:
    wish = situation.wish
    if wish.kept:
        return Fit.BEST, _("It has the data kept expeditiously, at any hour.")
    if wish.as_evidence or wish.emergency:
        return Fit.ALONGSIDE, _("It has the data kept while the way to them is taken: they may be gone before.")
    return Fit.POSSIBLE, _("It has the data kept, and helps with advice; it does not hand them over.")


def _sentences(situation: Situation) -> list[str]:
    wanted = situation.asked.requirements
    said = [
        _preserves(situation),
        _("Once the request for mutual assistance is received, they are kept until it is decided (Art. 29(7))."),
        _("Nothing is disclosed to you by a preservation."),
    ]
    if situation.wish.emergency:
        said.insert(0, _("Call first, then send."))
    if situation.wish.data == Data.TRAFFIC:
        said.append(
            _("If a provider abroad took part, traffic data that identify it and the path are disclosed (Art. 30(1)).")
        )
    if not situation.wish.kept:
        said.append(_("The point also gives technical advice and legal information (Art. 35(1)(a) and (c))."))
    taken = languages(
        _("Preservation requests are taken in: %(languages)s."), wanted.preservation_languages if wanted else ()
    )
    return [*said, *taken]


def _preserves(situation: Situation) -> str:
    days = situation.asked.initial_days
    if situation.asked.practice and situation.asked.practice.initial_days:
        text = ngettext(
            "%(country)s keeps them for %(days)d day at first.",
            "%(country)s keeps them for %(days)d days at first.",
            days,
        )
    else:
        text = _("They are kept for not less than %(days)d days (Art. 29(7)); what %(country)s grants is not known.")
    return text % {"country": situation.asked.name, "days": days}


def _cautions(situation: Situation) -> tuple[str, ...]:
    said = [one.message for one in dual_criminality(situation.asked)]
    if not situation.wish.as_evidence:
        said.append(_("It is for what shall be asked by mutual assistance later: the request says so (Art. 29(2)(f))."))
    return (*said, *doubts(situation), *absent(situation, _ASKS))
