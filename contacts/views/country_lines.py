"""What is known of how a country handles requests, as lines; what is not known is named once, not in empty rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.facts import MINIMUM_DAYS, CountryFacts, PracticeFact, RequirementsFact
from contacts.models import Answer, Channel, PreservationPractice, Requirements
from contacts.names import language_name

_Extension = PreservationPractice.Extension


@dataclass(frozen=True)
class Line:
    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Lines:
    """`unknown`: the labels of what nobody has entered, as one text."""

    known: tuple[Line, ...]
    unknown: str


def practice_lines(facts: CountryFacts) -> Lines:
    """How long data are preserved; the minimum of Art. 29(7), said as such, where the days at first are not known."""
    practice = facts.practice
    first = _days(practice.initial_days) if practice else ""
    least = _("%(days)s: the minimum of Article 29(7). What the country itself grants is not known.")
    texts = {"initial_days": first or least % {"days": _days(MINIMUM_DAYS)}}
    if practice:
        texts |= {
            "extension_days": _extension(practice),
            "max_total_days": _days(practice.max_total_days),
            "conditions": practice.conditions,
        }
    return _lines(PreservationPractice, texts, may_be_empty=("conditions",))


def requirements_lines(wanted: RequirementsFact) -> Lines:
    """The fields of the PC-OC country sheets."""
    texts = {
        "preservation_languages": _languages(wanted.preservation_languages),
        "mla_languages": _languages(wanted.mla_languages),
        "certified_translation": _required(wanted.certified_translation),
        "channels": ", ".join(str(Channel(one).label) for one in wanted.channels),
        "formal_confirmation": _confirmation(wanted),
        "electronic_signature": _required(wanted.electronic_signature),
        "encryption": _required(wanted.encryption),
        "dual_criminality": wanted.dual_criminality,
        "limitation_of_use": wanted.limitation_of_use,
        "thresholds": wanted.thresholds,
        "documents_wanted": wanted.documents_wanted,
        "links": wanted.links,
    }
    return _lines(Requirements, texts)


def _lines(model: type[Model], texts: dict[str, str], may_be_empty: Iterable[str] = ()) -> Lines:
    labels = {name: _label(model, name) for name in texts}
    known = tuple(Line(capfirst(labels[name]), text) for name, text in texts.items() if text)
    missing = [labels[name] for name, text in texts.items() if not text and name not in may_be_empty]
    return Lines(known=known, unknown=", ".join(missing))


def _label(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)


def _days(number: int | None) -> str:
    return ngettext("%(days)d day", "%(days)d days", number) % {"days": number} if number else ""


def _extension(practice: PracticeFact) -> str:
    ways = {
        _Extension.ON_REQUEST.value: _("on request"),
        _Extension.COURT.value: _("by a court"),
        _Extension.NONE.value: _("not possible"),
    }
    parts = (_days(practice.extension_days), ways.get(practice.extension_mode, ""))
    return capfirst(", ".join(part for part in parts if part))


def _languages(codes: Iterable[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def _required(answer: str) -> str:
    return {Answer.YES.value: _("Required"), Answer.NO.value: _("Not required")}.get(answer, "")


def _confirmation(wanted: RequirementsFact) -> str:
    if wanted.formal_confirmation_days:
        return _("Required within %(days)s") % {"days": _days(wanted.formal_confirmation_days)}
    return _required(wanted.formal_confirmation)
