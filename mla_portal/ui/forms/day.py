"""A calendar day, written so that day and month cannot be confused."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms.instant import DATE_FORMATS

FIRST, LAST = date(1800, 1, 1), date(2199, 12, 31)
_OUT_OF_RANGE = _("Enter a year from 1800 to 2199.")


class DayField(forms.DateField):
    """Cleans to a `date`. Takes 2026-11-14 and 14.11.2026; slashes are refused, for 3/4 is two different days.

    No further away than any treaty or deadline: what is reckoned from it stays a day that a calendar has.
    """

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
        self.validators += [MinValueValidator(FIRST, _OUT_OF_RANGE), MaxValueValidator(LAST, _OUT_OF_RANGE)]
