"""The day of which a page of facts speaks: today there, or the one that its address names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mla_portal.ui.forms import DayField, PortalForm


class DayFilter(PortalForm):
    on = DayField(
        label=_("Day"), required=False, help_text=_("To see what held on another day: year-month-day, as 2025-11-30.")
    )


@dataclass(frozen=True, kw_only=True)
class DayAsked:
    """`status` is that of the page: 400, with the facts of today, where the address names no day that exists."""

    day: date
    today: date
    form: DayFilter
    status: int

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def query(self) -> str:
        """Behind the addresses of pages that shall speak of the same day."""
        return "" if self.is_today else f"?on={self.day.isoformat()}"


def day_asked(request: HttpRequest, *, today: date | None = None) -> DayAsked:
    """What `?on=2025-11-30` asks for. `today` is the day in the country that the page is about, else the reader's."""
    today = today or timezone.localdate()
    form = DayFilter(request.GET)
    valid = form.is_valid()
    day = form.cleaned_data.get("on") or today
    return DayAsked(day=day, today=today, form=form, status=200 if valid else 400)
