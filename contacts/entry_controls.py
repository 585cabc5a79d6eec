"""The control in which each field of an entry of the directory is typed."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contacts.models.base import validate_time_zone
from contacts.telephones import validate_telephone
from mla_portal.accounts.time_zones import time_zones_by_region
from mla_portal.ui.forms import DayField


def control_for(field: models.Field[Any, Any]) -> forms.Field:
    """Drawn by its kind; whether what is typed is right, the entry itself says."""
    about: dict[str, Any] = {
        "label": capfirst(str(field.verbose_name)),
        "help_text": field.help_text,
        "required": not field.blank,
    }
    if validate_time_zone in field.validators:
        return forms.ChoiceField(**about, choices=_zones(field.blank), widget=_searched(_("Search by city")))
    return _of_kind(field, about)


def _of_kind(field: models.Field[Any, Any], about: dict[str, Any]) -> forms.Field:
    match field:
        case ArrayField() if field.base_field.flatchoices:
            return forms.MultipleChoiceField(
                **about, choices=field.base_field.flatchoices, widget=forms.CheckboxSelectMultiple
            )
        case ArrayField():
            hint = _("Codes of ISO 639 with a space between them, such as en fr.")
            return forms.CharField(**{**about, "help_text": hint}, max_length=200)
        case models.ForeignKey():
            rows = cast("models.QuerySet[Any]", field.related_model._default_manager.order_by("code"))  # type: ignore[union-attr]
            return forms.ChoiceField(
                **about, choices=lambda: [("", _("Choose")), *((row.code, str(row)) for row in rows)]
            )
        case models.BooleanField():
            return forms.BooleanField(**{**about, "required": False})
        case models.DateField():
            return DayField(**{**about, "help_text": field.help_text or _("Year-month-day, such as 2026-11-14.")})
        case models.IntegerField():
            widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})
            return forms.IntegerField(**about, widget=widget)
        case _ if field.flatchoices:
            return forms.ChoiceField(**about, choices=_choices(field))
        case _:
            return _of_text(field, about)


def _of_text(field: models.Field[Any, Any], about: dict[str, Any]) -> forms.Field:
    about["max_length"] = field.max_length
    match field:
        case models.EmailField():
            return forms.EmailField(**about)
        case models.TextField():
            return forms.CharField(**about, widget=forms.Textarea(attrs={"rows": 3}))
        case _ if validate_telephone in field.validators:
            about["help_text"] = about["help_text"] or _("With its country, such as +995 32 240 10 10.")
            return forms.CharField(**about, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}))
        case _:
            return forms.CharField(**about, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def _choices(field: models.Field[Any, Any]) -> list[tuple[str, Any]]:
    given = list(field.flatchoices)
    return given if field.has_default() else [("", _("Choose")), *given]


def _zones(may_be_empty: bool) -> list[Any]:
    zones = [(region, [(name, name) for name in names]) for region, names in time_zones_by_region().items()]
    return [("", _("That of its authority") if may_be_empty else _("Choose")), *zones]


def _searched(label: Any) -> forms.Select:
    return forms.Select(attrs={"data-search": label})
