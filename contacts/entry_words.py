"""What entries of the directory and their changes say, for people to read: the text of a cell in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from contacts.entries import EntryType
from contacts.models import Jurisdiction
from contacts.models.base import validate_language
from contacts.names import country_name, language_name
from contacts.telephones import telephone_given, validate_telephone

# The field that says to whom an entry belongs: its name says that already.
_OWNER = {
    "contact_point": "authority",
    **dict.fromkeys(("status", "reservation", "preservation_practice", "requirements"), "jurisdiction"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field that differs; an empty text says that nothing stands there."""

    label: str
    before: str
    after: str


def telephones_doubtful(entry_type: EntryType, after: Mapping[str, str]) -> list[str]:
    """Those of the new numbers that no network of their country is known to give: probably mistyped."""
    return [
        text
        for name, text in after.items()
        if text and validate_telephone in entry_type.field(name).validators and not telephone_given(text)
    ]


def lines_of(entry_type: EntryType, before: Mapping[str, str], after: Mapping[str, str]) -> list[Line]:
    """The fields that differ, in the order of the entry."""
    return [
        Line(
            label=capfirst(entry_type.label(name)),
            before=in_words(entry_type, name, before.get(name, "")),
            after=in_words(entry_type, name, after.get(name, "")),
        )
        for name in entry_type.fields
        if after.get(name, "") != before.get(name, "") and name != _OWNER.get(entry_type.name)
    ]


def in_words(entry_type: EntryType, name: str, text: str) -> str:
    """`2027-01-01` as 1 January 2027, `yes` as Yes, codes by their names; "" says that nothing is there."""
    return text and _in_words(entry_type.field(name), text)


def entry_name(entry_type: EntryType, owner: str, said: Mapping[str, str]) -> str:
    """What an entry is called: `owner` is the name of its authority or country, `said` its fields as text."""
    if entry_type.name in ("authority", "jurisdiction"):
        return owner
    if own := said.get("name") or said.get("legal_name"):
        return ", ".join(filter(None, (own, owner)))
    which = which_of(said)
    return f"{owner}: {entry_type.title} ({which})" if which else f"{owner}: {entry_type.title}"


def which_of(said: Mapping[str, str]) -> str:
    """What tells several entries of one country apart: the article and the treaty that they are about."""
    return ", ".join(filter(None, (said.get("article"), said.get("instrument"))))


def _in_words(field: models.Field[Any, Any], text: str) -> str:
    if isinstance(field, ArrayField):
        return ", ".join(_in_words(field.base_field, one) for one in text.split())
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(text), "j F Y")
    if isinstance(field, models.BooleanField):
        return _("Yes") if text == "yes" else _("No")
    if isinstance(field, models.ForeignKey) and field.related_model is Jurisdiction:
        return country_name(text)
    if validate_language in field.validators or field.name == "language":
        return language_name(text)
    return str(dict(field.flatchoices).get(text, text))
