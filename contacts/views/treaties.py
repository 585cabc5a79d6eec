"""Treaties: which there are, and who is a Party to each on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from contacts.models import Instrument
from contacts.selectors.directory import instrument_get
from contacts.selectors.treaties import Stance, reservations_to, stances, treaties_counted
from contacts.treaty_states import TreatyState
from contacts.views.day import day_asked
from contacts.views.treaty_lines import ReservationLine, reservation_lines
from mla_portal.ui.parts import Crumb, Figure

_TOLD = [state for state in TreatyState if state is not TreatyState.UNSIGNED]


@require_safe
def treaties(request: HttpRequest) -> HttpResponse:
    asked = day_asked(request)
    context = {"asked": asked, "form": asked.form, "counted": treaties_counted(on=asked.day), "crumbs": [_directory()]}
    return render(request, "contacts/treaties/treaties.html", context, status=asked.status)


@require_safe
def treaty(request: HttpRequest, code: str) -> HttpResponse:
    asked, row = day_asked(request), instrument_get(code)
    found = stances(row, on=asked.day)
    return render(
        request,
        "contacts/treaties/treaty.html",
        {
            "treaty": row,
            "asked": asked,
            "form": asked.form,
            "figures": _figures(row, found),
            "groups": [(state, group) for state in _TOLD if (group := _in(found, state))],
            "articles": [
                (article, reservation_lines([ReservationLine(country=who, fact=fact) for who, fact in made], asked.day))
                for article, made in reservations_to(row, on=asked.day)
            ],
            "crumbs": [
                _directory(),
                Crumb(label=_("Treaties"), href=reverse("treaties")),
                Crumb(label=row.short_name),
            ],
        },
        status=asked.status,
    )


def _directory() -> Crumb:
    return Crumb(label=_("Directory"), href=reverse("directory"))


def _in(found: Sequence[Stance], state: TreatyState) -> list[Stance]:
    return [one for one in found if one.state is state]


def _figures(treaty: Instrument, found: Sequence[Stance]) -> list[Figure]:
    """A territory is no Party: it is counted apart."""
    bound = _in(found, TreatyState.IN_FORCE)
    ratified = _in(found, TreatyState.RATIFIED)
    parties = [one for one in bound if one.country.parent_id is None]
    apart = len(bound) - len(parties)
    note = ngettext("and %(number)d territory", "and %(number)d territories", apart) % {"number": apart}
    doubtful = sum(not one.status.provenance.verified for one in bound)
    return [
        Figure(label=_("Parties"), value=len(parties) if found else _("Not entered"), note=note if apart else ""),
        *([Figure(label=_("Ratified, not in force"), value=len(ratified))] if ratified else []),
        Figure(label=_("Signed only"), value=len(_in(found, TreatyState.SIGNED)) if found else _("Not entered")),
        Figure(
            label=_("Parties not verified"),
            value=doubtful,
            note=_("Read in no source yet") if doubtful else "",
            tone="wait" if doubtful else "",
        ),
        Figure(
            label=_("In force since"),
            value=_written(treaty.in_force_on) or _("Not in force"),
            note=_("Opened for signature on %(day)s") % {"day": _written(treaty.opened_on)} if treaty.opened_on else "",
        ),
    ]


def _written(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
