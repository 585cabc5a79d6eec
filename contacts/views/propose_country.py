"""The directory manager of a central authority or a 24/7 point proposes what is said of their country."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.entries import ENTRY_TYPES, EntryType
from contacts.models import Jurisdiction, Standing
from contacts.selectors.changes import changes_waiting
from contacts.selectors.country_entries import COUNTRY_TYPES, country_entries
from contacts.selectors.directory import jurisdiction_get
from contacts.views.duty_common import reader_of
from contacts.views.propose_page import Proposal, code_typed, keeper_required, proposal_page
from contacts.views.upkeep_shown import confirming_of
from mla_portal.errors import NotFound
from mla_portal.ids import uuid7
from mla_portal.ui.parts import Crumb


@require_safe
def country_edit(request: HttpRequest, code: str) -> HttpResponse:
    """All that is said of the country, to choose what shall change."""
    place, user = _kept(request, code), reader_of(request)
    context = {
        "country": place,
        "tables": country_entries(place),
        "waiting": changes_waiting(user, place),
        "confirming": confirming_of(user, place),
        "crumbs": _place(place)["crumbs"],
    }
    return render(request, "contacts/changes/country.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def fact_new(request: HttpRequest, code: str, table: str) -> HttpResponse:
    place, entry_type = _kept(request, code), _table(table)
    made = f"{place.code}-{entry_type.name.replace('_', '-')}-{uuid7().hex[-12:]}"
    return proposal_page(
        request,
        Proposal(
            entry_type=entry_type,
            code=code_typed(request, made),
            heading=_("Propose an entry: %(what)s") % {"what": entry_type.title},
            names=[name for name in entry_type.fields if name != "jurisdiction"],
            stands={**entry_type.as_text(entry_type.model()), "standing": Standing.CONFIRMED.value},
            fixed={"jurisdiction": place.code},
            **_place(place, entry_type.title),
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def fact_edit(request: HttpRequest, code: str, table: str, entry: str) -> HttpResponse:
    place, entry_type = _kept(request, code), _table(table)
    row = entry_type.rows().filter(code=entry, jurisdiction=place).first()
    if row is None:
        raise NotFound(_("The directory has no such entry of this country."))
    return proposal_page(
        request,
        Proposal(
            entry_type=entry_type,
            code=row.code,
            heading=_("Propose a change: %(what)s") % {"what": entry_type.title},
            names=[name for name in entry_type.fields if name not in entry_type.fixed],
            stands=entry_type.as_text(row),
            **_place(place, row.code),
        ),
    )


def _kept(request: HttpRequest, code: str) -> Jurisdiction:
    place = jurisdiction_get(code)
    keeper_required(reader_of(request), place)
    return place


def _table(name: str) -> EntryType:
    if name not in COUNTRY_TYPES:
        raise NotFound(_("The directory has no such table of facts about countries."))
    return ENTRY_TYPES[name]


def _place(place: Jurisdiction, here: str = "") -> dict[str, Any]:
    back = reverse("country_edit", args=[place.code])
    crumbs = [
        Crumb(label=_("Directory"), href=reverse("directory")),
        Crumb(label=place.name, href=reverse("country", args=[place.code])),
        Crumb(label=_("Change"), href=back if here else ""),
    ]
    crumbs += [Crumb(label=here)] if here else []
    return {"owner": place, "caption": place.name, "back": back, "crumbs": crumbs}
