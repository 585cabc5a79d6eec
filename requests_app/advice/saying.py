"""Sentences that several ways say."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from contacts.cautions import not_a_party, unverified_party
from contacts.facts import BUDAPEST
from contacts.names import language_name
from requests_app.advice.base import Situation, declared


def no_convention(situation: Situation) -> str:
    """Why the Convention gives no basis between the two, on the day."""
    missing = [*not_a_party(situation.asked), *not_a_party(situation.asking)]
    return " ".join(one.message for one in missing)


def doubts(situation: Situation) -> list[str]:
    """That what the directory says of the one asked was not verified."""
    return [one.message for one in unverified_party(situation.asked)]


def absent(situation: Situation, asks: Iterable[str]) -> list[str]:
    """That the directory has none of the authorities that the way leads to."""
    if situation.known.authorities & set(asks):
        return []
    text = _("The directory has no such authority of %(country)s: find it by other means, and have it entered.")
    return [text % {"country": situation.asked.name}]


def languages(text: str, codes: Iterable[str]) -> list[str]:
    names = ", ".join(language_name(code) for code in codes)
    return [text % {"languages": names}] if names else []


def central_only(situation: Situation) -> list[str]:
    """That the one asked wants urgent requests, too, at its central authority."""
    if not declared(situation.asked, BUDAPEST, "27(9)(e)"):
        return []
    text = _("%(country)s has declared that urgent requests, too, go to its central authority (Art. 27(9)(e)).")
    return [text % {"country": situation.asked.name}]


def not_evidence() -> str:
    return _("What comes from police to police is often not usable as evidence (T-CY assessment of 2014).")


def linked() -> str:
    """How a police enquiry and the request for mutual assistance that comes later stay together."""
    return _(
        "Police first and mutual assistance later stay linked: record the enquiry in your case, addressed to this"
        " bureau. When evidence is needed, begin the request for mutual assistance as one that continues it: it"
        " takes over what the enquiry says, and both stand in one chain."
    )
