"""What the directory says against a request to this authority, on the day that it is there. Pure.

The sentences are those of the country's own sheet (`contacts.cautions`); codes are those of the HTTP contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import cautions
from contacts.facts import BUDAPEST, RequirementsFact
from contacts.models import Answer, Channel
from contacts.names import language_name
from requests_app.kinds.base import Answers, Caution, Warn
from requests_app.kinds.instruments import carried, not_carried

_ASKED = "requested_authority"


def party(answers: Answers) -> list[Caution]:
    """Article 29(1): one Party asks another."""
    return _told(cautions.not_a_party(answers.country), field=_ASKED)


def own_party(answers: Answers) -> list[Caution]:
    """Article 29(1) again; of the country that is asked `party` says it."""
    if not answers.country.party_to(BUDAPEST):
        return []
    return carried_by(BUDAPEST)(answers)


def carried_by(*instruments: str) -> Warn:
    """Warns where none of these treaties is in force between the two countries on the day."""

    def warn(answers: Answers) -> list[Caution]:
        if carried(instruments, answers.asking, answers.country):
            return []
        sentence = not_carried(instruments, answers.asking, answers.country)
        return [Caution("instrument_not_in_force", "", sentence, _ASKED)]

    return warn


def dual_criminality(answers: Answers) -> list[Caution]:
    """Article 29(4): a reservation holds for offences other than those of Articles 2 to 11."""
    outside = [offence.title for offence in answers.offences if not offence.article]
    if answers.offences and not outside:
        return []
    names = _("Outside these Articles: %(offences)s.") % {"offences": ", ".join(f"“{title}”" for title in outside)}
    act = _("Describe in the facts what was done: the act counts, not the name of the offence (Art. 25(5)).")
    more = f"{names} {act}" if outside else act
    return [
        Caution(one.code, one.article, f"{one.message} {more}", "facts", one.detail)
        for one in cautions.dual_criminality(answers.country)
    ]


def language(answers: Answers) -> list[Caution]:
    """Nothing where it is not known in which languages the country takes preservation requests."""
    wanted = answers.country.requirements
    if wanted is None:
        return []
    believed = _("%(country)s is believed to take preservation requests in %(languages)s (not verified).")
    takes = _("%(country)s takes preservation requests in %(languages)s.")
    return _language(answers, wanted, wanted.preservation_languages, takes, believed)


def mla_language(answers: Answers) -> list[Caution]:
    """As `language`, of requests for mutual assistance; they are often wanted with a certified translation."""
    wanted = answers.country.requirements
    if wanted is None:
        return []
    believed = _("%(country)s is believed to take requests for mutual assistance in %(languages)s (not verified).")
    takes = _("%(country)s takes requests for mutual assistance in %(languages)s.")
    return _language(answers, wanted, wanted.mla_languages, takes, believed)


def _language(
    answers: Answers, wanted: RequirementsFact, languages: Sequence[str], takes: str, believed: str
) -> list[Caution]:
    if not languages or set(answers.languages) & set(languages):
        return []
    names = {
        "country": answers.country.name,
        "languages": ", ".join(language_name(code) for code in languages),
        "language": ", ".join(language_name(code) for code in answers.languages),
    }
    ask = _("This document is in %(language)s: ask whether that will do, or send a translation with it.")
    message = f"{_sentence(wanted, takes, believed)} {ask}" % names
    return [Caution("language", "", message, _ASKED, _detail(wanted, *sorted(languages)))]


def channel(answers: Answers) -> list[Caution]:
    """Nothing where it is not known by which channels the country takes requests, nor of members: the portal is one on
    which both sides have agreed.
    """
    wanted, given = _wanted_outside(answers), answers.addressee.channel
    if wanted is None or not wanted.channels or given in wanted.channels:
        return []
    takes = _("%(country)s takes requests by these channels: %(channels)s.")
    believed = _("%(country)s is believed to take requests by these channels: %(channels)s (not verified).")
    ask = _("This one would go by another, %(channel)s: ask whether that will do.")
    names = {
        "country": answers.country.name,
        "channels": ", ".join(str(Channel(one).label) for one in wanted.channels),
        "channel": Channel(given).label,
    }
    message = f"{_sentence(wanted, takes, believed)} {ask}" % names
    return [Caution("channel", "", message, _ASKED, _detail(wanted, given, *sorted(wanted.channels)))]


def formal_confirmation(answers: Answers) -> list[Caution]:
    """Article 25(3): what was asked by expedited means is confirmed formally where the requested Party requires it."""
    wanted = answers.country.requirements
    if wanted is None or wanted.formal_confirmation != Answer.YES:
        return []
    takes = _("%(country)s wants an electronic request to be confirmed formally.")
    believed = _("%(country)s is believed to want an electronic request to be confirmed formally (not verified).")
    message, days = _sentence(wanted, takes, believed) % {"country": answers.country.name}, ""
    if wanted.formal_confirmation_days:
        days = str(wanted.formal_confirmation_days)
        within = ngettext("Send it within %(days)s day.", "Send it within %(days)s days.", int(days)) % {"days": days}
        message = f"{message} {within}"
    return [Caution("formal_confirmation", "25(3)", message, _ASKED, _detail(wanted, *filter(None, [days])))]


def encryption(answers: Answers) -> list[Caution]:
    """Nothing of members: the request does not leave the portal."""
    wanted = _wanted_outside(answers)
    if wanted is None or wanted.encryption != Answer.YES:
        return []
    takes = _("%(country)s wants electronic requests to be encrypted.")
    believed = _("%(country)s is believed to want electronic requests to be encrypted (not verified).")
    act = _("Encrypt the message that carries the document.")
    message = f"{_sentence(wanted, takes, believed)} {act}" % {"country": answers.country.name}
    return [Caution("encryption", "", message, _ASKED, _detail(wanted))]


def electronic_signature(answers: Answers) -> list[Caution]:
    """Nothing of members: who approved it stands in the portal."""
    wanted = _wanted_outside(answers)
    if wanted is None or wanted.electronic_signature != Answer.YES:
        return []
    takes = _("%(country)s wants electronic requests to be signed electronically.")
    believed = _("%(country)s is believed to want electronic requests to be signed electronically (not verified).")
    act = _("Sign the message that carries the document.")
    message = f"{_sentence(wanted, takes, believed)} {act}" % {"country": answers.country.name}
    return [Caution("electronic_signature", "", message, _ASKED, _detail(wanted))]


SENDING = (channel, encryption, electronic_signature)


def _wanted_outside(answers: Answers) -> RequirementsFact | None:
    """What the country wants, of a request that leaves the portal."""
    return None if answers.addressee.member else answers.country.requirements


def _sentence(wanted: RequirementsFact, takes: str, believed: str) -> str:
    return takes if wanted.provenance.verified else believed


def _detail(wanted: RequirementsFact, *said: str) -> str:
    """Of what somebody has read no more than what it says: what is verified afterwards has to be read anew."""
    return " ".join(said if wanted.provenance.verified else (*said, "unverified"))


def unverified(answers: Answers) -> list[Caution]:
    """The authority's entry, and a Party of which nobody has read that it is one: a treaty that was once read to bind
    does not wear out as a telephone number does.
    """
    found, country = unverified_entry(answers), answers.country
    status = country.status(BUDAPEST)
    if status is None or status.provenance.verified:
        return found
    return found + _told(cautions.unverified_party(country), field=_ASKED, article="29(1)")


def unverified_entry(answers: Answers) -> list[Caution]:
    """The authority's entry alone."""
    entry = answers.addressee
    return _told(cautions.unverified_authority(entry.name, entry.provenance, answers.country.on), field=_ASKED)


def addressee(answers: Answers) -> list[Caution]:
    """Sending refuses this; here it is said in time."""
    if answers.addressee.valid:
        return []
    text = _("The entry of %(authority)s is not valid today. Look for its successor in the directory.")
    return [Caution("authority_not_valid", "", text % {"authority": answers.addressee.name}, _ASKED)]


def _told(found: Iterable[cautions.Caution], *, field: str, article: str = "") -> list[Caution]:
    return [Caution(one.code, one.article or article, one.message, field, one.detail) for one in found]
