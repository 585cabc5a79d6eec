"""A calendar day, written so that day and month cannot be confused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms.instant import DATE_FORMATS


class DayField(forms.DateField):
    """Cleans to a `date`. Takes 2026-11-14 and 14.11.2026; slashes are refused, for 3/4 is two different days."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DATE_FORMATS)
        kwargs.setdefault("help_text", _("Year-month-day, such as 2026-11-14."))
        kwargs.setdefault(
            "widget",
            forms.DateInput(
                format=DATE_FORMATS[0], attrs={"class": "govuk-input--width-10 mla-mono", "autocomplete": "off"}
            ),
        )
        super().__init__(**kwargs)
