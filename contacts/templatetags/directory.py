from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.context import Context
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contacts import names
from contacts.access import may_export
from contacts.facts import Provenance
from contacts.models.base import Sourced
from contacts.selectors.facts import provenance_of
from mla_portal.ui.navigation import href_or_nothing

register = template.Library()

_WITH_COUNTRY = re.compile(r"\+[\d\s().\-/]+")
_IN_TEXT = re.compile(r"\+\d[\d \u00a0().\-/]{5,24}\d")


@register.filter
def dialled(number: str) -> str:
    """`tel:+995320000101` for a number written with its country; "" for one that a press would dial wrongly."""
    if not _WITH_COUNTRY.fullmatch(number.strip()):
        return ""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return f"tel:+{digits}" if digits else ""


@register.filter
def to_dial(text: str) -> SafeString:
    """The text with each number in it that names its country as a link: on a telephone a press calls."""
    shown, end = SafeString(""), 0
    for found in _IN_TEXT.finditer(text):
        link = format_html('<a class="govuk-link mla-nowrap" href="{}">{}</a>', dialled(found[0]), found[0])
        shown, end = shown + conditional_escape(text[end : found.start()]) + link, found.end()
    return shown + conditional_escape(text[end:])


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the reader's own."""
    return names.language_name(code)


@register.filter
def country_name(code: str) -> str:
    """The name of a country in the reader's language."""
    return names.country_name(code)


@register.filter
def reachable(text: str) -> str:
    """A link where `text` is nothing but a secure address or an e-mail address; else the text itself."""
    text = text.strip()
    if is_address(text):
        return format_html('<a class="govuk-link" href="{}" rel="external noreferrer">{}</a>', text, text)
    try:
        validate_email(text)
    except ValidationError:
        return text
    return format_html('<a class="govuk-link" href="mailto:{}">{}</a>', text, text)


def is_address(text: str) -> bool:
    return text.startswith("https://") and not re.search(r"\s", text)


@dataclass(frozen=True, kw_only=True)
class Section:
    label: str
    href: str
    current: bool


@register.simple_tag(takes_context=True)
def directory_sections(context: Context) -> list[Section]:
    """The parts of the directory that this person may open, in order; the one the page belongs to is current."""
    request = context["request"]
    parts = [
        (_("Countries and authorities"), href_or_nothing("directory")),
        (_("Providers"), href_or_nothing("providers")),
        (_("Treaties"), href_or_nothing("treaties")),
        (_("Changes"), href_or_nothing("changes")),
        (_("Import and export"), href_or_nothing("exchange") if may_export(request.user) else ""),
    ]
    there = [(label, href) for label, href in parts if href]
    # what belongs to a part, though its address says otherwise
    also = {href_or_nothing("verifications"): href_or_nothing("changes")}
    known = [*(href for _label, href in there), *filter(None, also)]
    current = max((href for href in known if request.path.startswith(href)), key=len, default="")
    return [Section(label=label, href=href, current=href == also.get(current, current)) for label, href in there]


@register.inclusion_tag("contacts/standing.html")
def standing(given: Sourced | Provenance, short: bool = False, on: date | None = None) -> dict[str, Any]:
    """How well founded an entry or a fact is: mark, source, and the day somebody looked; `short`: the mark alone.

    That something verified was not looked at for 180 days is said in both. `on` is the day of which the page speaks,
    when that is not the reader's today.
    """
    fact = given if isinstance(given, Provenance) else provenance_of(given)
    mark = {
        "standing": fact.standing,
        "label": _labels()[fact.standing],
        "tone": "good" if fact.verified else "wait",
        "stale": fact.verified and fact.stale(on or timezone.localdate()),
    }
    if short:
        return mark
    href = fact.source if is_address(fact.source) else ""
    return mark | {"source": fact.source, "href": href, "checked_on": fact.checked_on, "remark": fact.remark}


def _labels() -> dict[str, str]:
    return {
        "confirmed": _("Confirmed"),
        "read": _("Read in the source"),
        "believed": _("Not verified"),
        "possible": _("Not verified, only possible"),
    }
