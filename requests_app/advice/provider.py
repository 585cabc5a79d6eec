"""Directly to the service provider: subscriber information (Art. 18(1)(b), Art. 7 CETS 224), emergencies, keeping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from requests_app.advice.base import Data, Entity, Fit, Situation, Way

# So many are named where no provider was chosen and a country has many.
_NAMED = 4

Judged = tuple[Fit, str, tuple[str, ...], tuple[str, ...]]


def provider(situation: Situation) -> Way:
    fit, why, law, sentences = _judged(situation)
    return Way(
        code="provider",
        fit=fit,
        title=_("Directly to the service provider"),
        law=law,
        why=why,
        sentences=sentences,
        cautions=tuple(_cautions(situation)) if fit != Fit.NOT_OPEN else (),
    )


def _judged(situation: Situation) -> Judged:
    wish = situation.wish
    if wish.kept:
        return _keeping(situation)
    if wish.emergency:
        return _emergency(situation)
    if wish.data == Data.SUBSCRIBER:
        return _subscriber(situation)
    why = _("Outside an emergency a provider gives traffic or content data only on an order of its own country.")
    return Fit.NOT_OPEN, why, (), ()


def _keeping(situation: Situation) -> Judged:
    willing = [one for one in situation.known.entities if one.preserves == "yes"]
    if willing:
        why = _("These keep data on request, without an order: %(names)s.") % {"names": _names(willing)}
        return Fit.POSSIBLE, why, (), (_("It is voluntary: it binds nobody, and ends when the provider says."),)
    return _nothing_known(situation, answers={one.preserves for one in situation.known.entities})


def _emergency(situation: Situation) -> Judged:
    voluntary = (
        _("Disclosure in an emergency is voluntary, and most large providers have a channel of their own for it."),
    )
    prepared = [one for one in situation.known.entities if one.emergency_channel]
    if prepared:
        why = _("These have a channel for emergencies: %(names)s.") % {"names": _names(prepared)}
        channels = (f"{one.legal_name}: {one.emergency_channel}" for one in prepared)
        return Fit.POSSIBLE if situation.protocol else Fit.BEST, why, (), (*voluntary, *channels)
    if situation.known.entities:
        names = _names(situation.known.entities)
        why = _("The directory does not know the channel for emergencies of: %(names)s.") % {"names": names}
        return Fit.POSSIBLE, why, (), voluntary
    return _nothing_known(situation, answers=set())


def _subscriber(situation: Situation) -> Judged:
    if situation.order_to_provider:
        return _order(situation)
    taking = [one for one in situation.known.entities if one.direct_subscriber_requests == "yes"]
    if taking:
        why = _("These take requests from abroad for subscriber information: %(names)s.") % {"names": _names(taking)}
        law = ("18(1)(b)",) if situation.budapest else ()
        asked = _("A provider that offers its services in your country may be ordered to submit it (Art. 18(1)(b)).")
        return Fit.POSSIBLE, why, law, (asked, *_channels(taking))
    return _nothing_known(situation, answers={one.direct_subscriber_requests for one in situation.known.entities})


def _order(situation: Situation) -> Judged:
    fit = Fit.BEST if situation.wish.as_evidence else Fit.POSSIBLE
    limit = _("The provider has 30 days, or longer if the order says so; then it is enforced there (Art. 8).")
    declarations = _("A Party may have declared that it is notified at the same time, and who may issue such orders.")
    why = _("Your order goes directly to the provider and binds it.")
    return fit, why, ("18(1)(b)", "7 CETS 224"), (limit, declarations, *_channels(situation.known.entities))


def _nothing_known(situation: Situation, *, answers: set[str]) -> Judged:
    """`answers` are what the directory says of each entity there."""
    known = situation.known
    if answers == {"no"}:
        return Fit.NOT_OPEN, _("Its legal entities there do not do this for authorities from abroad."), (), ()
    if known.provider and not known.entities and known.elsewhere:
        text = _("The directory knows no legal entity of %(provider)s there. It has some in: %(countries)s. Ask there.")
        return Fit.NOT_OPEN, text % {"provider": known.provider, "countries": ", ".join(known.elsewhere)}, (), ()
    if not known.entities:
        return Fit.UNKNOWN, _("The directory knows no legal entity of a provider there that could be asked."), (), ()
    text = _("The directory does not say whether these do it: %(names)s.")
    return Fit.UNKNOWN, text % {"names": _names(known.entities)}, (), ()


def _channels(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(f"{one.legal_name}: {one.channel}" for one in entities if one.channel)


def _names(entities: Sequence[Entity]) -> str:
    named = ", ".join(one.legal_name for one in entities[:_NAMED])
    more = len(entities) - _NAMED
    return named if more <= 0 else _("%(names)s and %(more)d more") % {"names": named, "more": more}


def _cautions(situation: Situation) -> list[str]:
    said = []
    telling = [one for one in situation.known.entities if one.notifies_users in ("yes", "unless_forbidden")]
    if telling:
        said.append(_("These tell their users, some unless it is forbidden: %(names)s.") % {"names": _names(telling)})
    if situation.wish.emergency:
        said.append(
            _("Providers check emergency requests, since many are forged: have somebody ready who can be called back.")
        )
    return said
