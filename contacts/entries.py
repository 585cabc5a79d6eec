"""The tables of the directory, as data: which fields an entry has, and how each is written as text.

One description serves the history of changes, the proposals of authorities, the files that are imported and exported,
and those that come with the product. Text is what a cell of a file holds: days as 2026-11-21, yes or no, several values
with a space between them, another entry by its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from contacts.articles import article_normal, validate_article
from contacts.models import (
    Authority,
    ContactPoint,
    Instrument,
    InstrumentStatus,
    Jurisdiction,
    PreservationPractice,
    ProviderEntity,
    Requirements,
    Reservation,
    ServiceProvider,
)
from contacts.telephones import telephone_international, validate_telephone

Entry = (
    Authority
    | ContactPoint
    | Instrument
    | InstrumentStatus
    | Jurisdiction
    | PreservationPractice
    | ProviderEntity
    | Requirements
    | Reservation
    | ServiceProvider
)

_YES, _NO = "yes", "no"
_SOURCED = ("source", "checked_on", "standing", "remark")
_DATED = ("valid_from", "valid_until")


@dataclass(frozen=True, kw_only=True)
class EntryType:
    """One table. `fields` stand in the order of the columns, after `code`; `fixed` ones never change once written."""

    name: str
    model: type[Any]
    fields: tuple[str, ...]
    fixed: tuple[str, ...] = ()
    # what a directory manager may propose of entries that belong to their authority or country
    proposable: frozenset[str] = frozenset()

    def field(self, name: str) -> models.Field[Any, Any]:
        field: models.Field[Any, Any] = self.model._meta.get_field(name)
        return field

    def label(self, name: str) -> str:
        return str(self.field(name).verbose_name)

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def related(self) -> tuple[str, ...]:
        return tuple(name for name in self.fields if isinstance(self.field(name), models.ForeignKey))

    def rows(self) -> models.QuerySet[Any]:
        """All entries, in the order of their codes."""
        found: models.QuerySet[Any] = self.model.objects.select_related(*self.related).order_by("code")
        return found

    def as_text(self, row: Entry) -> dict[str, str]:
        """{field: text} of an entry."""
        return {name: self.text(row, name) for name in self.fields}

    def text(self, row: Entry, name: str) -> str:
        # A relation that is not filled in yet cannot be asked for.
        empty = getattr(row, self.field(name).attname) is None
        return "" if empty else _text(getattr(row, name))

    def value(self, name: str, text: str) -> Any:
        """What the text of a cell means for this field. Raises ValidationError with a sentence."""
        return _value(self.field(name), text)


def owner_of(row: Entry) -> tuple[Authority | None, Jurisdiction | None]:
    """The authority and the jurisdiction that an entry belongs to; none for treaties and providers."""
    if isinstance(row, Authority):
        return row, row.jurisdiction
    if isinstance(row, ContactPoint):
        return row.authority, row.authority.jurisdiction
    if isinstance(row, Jurisdiction):
        return None, row
    return None, getattr(row, "jurisdiction", None)


def trimmed(text: str) -> str:
    """The text of a cell without what spreadsheets and browsers do to its ends and its line breaks."""
    return text.replace("\r\n", "\n").strip()


def _text(value: Any) -> str:
    if value is None:
        return ""
    match value:
        case bool():
            return _YES if value else _NO
        case date():
            return value.isoformat()
        case list() | tuple():
            return " ".join(map(str, value))
        case models.Model():
            return str(value.code)  # type: ignore[attr-defined]
        case _:
            return str(value)


def _value(field: models.Field[Any, Any], text: str) -> Any:
    text = trimmed(text)
    if "\x00" in text or any(0xD800 <= ord(sign) <= 0xDFFF for sign in text):
        raise ValidationError(_("This text has a character in it that cannot be stored. Type it again."))
    if isinstance(field, models.ForeignKey):
        return _related(field, text)
    if isinstance(field, models.BooleanField):
        return _flag(text)
    if isinstance(field, ArrayField):
        return [_item(field.base_field, item) for item in text.replace(",", " ").replace(";", " ").split()]
    if text == "":
        return None if field.null else field.get_default() if field.choices else ""
    if isinstance(field, models.DateField):
        return _day(text)
    if isinstance(field, models.IntegerField):
        return _number(text)
    if validate_telephone in field.validators:
        return telephone_international(text)
    if validate_article in field.validators:
        return article_normal(text)
    return text


def _item(field: models.Field[Any, Any], item: str) -> str:
    """One of several values. Left to the field that holds them, a fault would be told by its place, not by its name."""
    choices = [str(value) for value, _label in field.flatchoices]
    if choices and item not in choices:
        raise ValidationError(
            _("“%(item)s” is not one of the answers. Choose from: %(choices)s."),
            params={"item": item[:64], "choices": ", ".join(choices)},
        )
    field.run_validators(item)
    return item


def _related(field: models.ForeignKey[Any, Any], text: str) -> Any:
    if not text and field.null:
        return None
    found = field.related_model._default_manager.filter(code=text).first()  # type: ignore[union-attr]
    if found is None:
        raise ValidationError(
            _("There is no %(what)s with the code “%(code)s” in the directory. Check the code, or add it first."),
            params={"what": field.related_model._meta.verbose_name, "code": text[:64]},  # type: ignore[union-attr]
        )
    return found


def _flag(text: str) -> bool:
    if text.casefold() not in (_YES, _NO, ""):
        raise ValidationError(_("Write yes or no."))
    return text.casefold() == _YES


def _day(text: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError(_("Write a day that exists as year-month-day, such as 2026-12-31.")) from error


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValidationError(_("Write a whole number in digits, such as 90."))
    return int(text)


def _type(
    name: str, model: type[Any], fields: str, *, fixed: str = "", proposable: str | None = None
) -> tuple[str, EntryType]:
    """`proposable` None: all of `fields`, but for the fixed ones."""
    names = tuple(fields.split()) + tuple(_tail(model))
    free = names if proposable is None else tuple(proposable.split())
    return name, EntryType(name=name, model=model, fields=names, fixed=tuple(fixed.split()), proposable=frozenset(free))


def _tail(model: type[Any]) -> tuple[str, ...]:
    known = {field.name for field in model._meta.get_fields()}
    return tuple(name for name in (*_DATED, *_SOURCED) if name in known)


# In the order in which they refer to each other.
ENTRY_TYPES: Mapping[str, EntryType] = dict(
    (
        _type("jurisdiction", Jurisdiction, "parent time_zone", proposable=""),
        _type("instrument", Instrument, "name short_name kind opened_on in_force_on url", proposable=""),
        _type(
            "status",
            InstrumentStatus,
            "jurisdiction instrument signed_on ratified_on ratification in_force_from in_force_until",
            fixed="jurisdiction instrument",
        ),
        _type(
            "reservation",
            Reservation,
            "jurisdiction instrument nature article text",
            fixed="jurisdiction instrument",
        ),
        _type(
            "preservation_practice",
            PreservationPractice,
            "jurisdiction initial_days extension_days max_total_days extension_mode conditions",
            fixed="jurisdiction",
        ),
        _type(
            "requirements",
            Requirements,
            "jurisdiction preservation_languages mla_languages certified_translation channels formal_confirmation"
            " formal_confirmation_days electronic_signature encryption dual_criminality limitation_of_use thresholds"
            " documents_wanted links",
            fixed="jurisdiction",
        ),
        _type(
            "authority",
            Authority,
            "jurisdiction kind name original_name city address telephone email fax languages office_hours time_zone"
            " member channel is_demo",
            fixed="jurisdiction is_demo",
            # who works in the portal is the administrators' matter
            proposable="name original_name city address telephone email fax languages office_hours time_zone"
            " valid_until source remark",
        ),
        _type(
            "contact_point",
            ContactPoint,
            "authority order name function email telephone cell_phone secure_channel time_zone hours round_the_clock"
            " language",
            fixed="authority",
        ),
        _type("provider", ServiceProvider, "name services website", proposable=""),
        _type(
            "provider_entity",
            ProviderEntity,
            "provider jurisdiction legal_name address orders_served channel emergency_channel preserves"
            " preservation_days extension_days direct_subscriber_requests notifies_users",
            fixed="provider",
            proposable="",
        ),
    )
)
