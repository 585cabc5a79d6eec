"""What the directory says against a request to this authority, on the day that it is there. Pure.

The sentences are those of the country's own sheet (`contacts.cautions`); codes are those of the HTTP contract.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from contacts import cautions
from contacts.names import language_name
from requests_app.kinds.base import Answers, Caution

_ASKED = "requested_authority"


def party(answers: Answers) -> list[Caution]:
    """Article 29(1): one Party asks another."""
    return _told(cautions.not_a_party(answers.country), field=_ASKED)


def dual_criminality(answers: Answers) -> list[Caution]:
    """Article 29(4): a reservation holds for offences other than those of Articles 2 to 11."""
    outside = [offence.title for offence in answers.offences if not offence.article]
    if answers.offences and not outside:
        return []
    names = _("Outside these Articles: %(offences)s.") % {"offences": ", ".join(f"“{title}”" for title in outside)}
    act = _("Describe in the facts what was done: the act counts, not the name of the offence (Art. 25(5)).")
    more = f"{names} {act}" if outside else act
    return [
        Caution(one.code, one.article, f"{one.message} {more}", "facts")
        for one in cautions.dual_criminality(answers.country)
    ]


def language(answers: Answers) -> list[Caution]:
    """Nothing where it is not known what languages the country takes."""
    wanted = answers.country.requirements
    if wanted is None or not wanted.preservation_languages or answers.language in wanted.preservation_languages:
        return []
    takes = _("%(country)s takes preservation requests in %(languages)s.")
    if not wanted.provenance.verified:
        takes = _("%(country)s is believed to take preservation requests in %(languages)s (not verified).")
    names = {
        "country": answers.country.name,
        "languages": ", ".join(language_name(code) for code in wanted.preservation_languages),
        "language": language_name(answers.language),
    }
    ask = _("This document is in %(language)s: ask whether that will do, or send a translation with it.")
    return [Caution("language", "", f"{takes} {ask}" % names, _ASKED)]


def unverified(answers: Answers) -> list[Caution]:
    """The authority's entry, that the country is a Party, and its reservation where the request falls under that."""
    entry, country = answers.addressee, answers.country
    found = _told(cautions.unverified_authority(entry.name, entry.provenance, country.on), field=_ASKED)
    found += _told(cautions.unverified_party(country), field=_ASKED, article="29(1)")
    if dual_criminality(answers):
        found += _told(cautions.unverified_reservation(country), field="facts", article=cautions.DUAL_CRIMINALITY)
    return found


def addressee(answers: Answers) -> list[Caution]:
    """Sending refuses this; here it is said in time."""
    if answers.addressee.valid:
        return []
    text = _("The entry of %(authority)s is not valid today. Look for its successor in the directory.")
    return [Caution("authority_not_valid", "", text % {"authority": answers.addressee.name}, _ASKED)]


def _told(found: Iterable[cautions.Caution], *, field: str, article: str = "") -> list[Caution]:
    return [Caution(one.code, one.article or article, one.message, field) for one in found]
