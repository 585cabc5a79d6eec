"""Service providers: on whom an order is served in which country, and what they do with requests from abroad."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from contacts.days import day_in
from contacts.forms import ProviderSearch
from contacts.models import Answer, ProviderEntity
from contacts.selectors.providers import ORDER, provider_get, providers_found
from contacts.views.duty_common import reader_of
from contacts.views.lists import pages_of, wants_part
from contacts.views.upkeep_shown import confirming_of
from mla_portal.paging import page
from mla_portal.ui.parts import Crumb


@dataclass(frozen=True, kw_only=True)
class EntityShown:
    """A legal entity; `preservation` is one sentence on what it preserves and for how long; `valid` on the day."""

    entity: ProviderEntity
    preservation: str
    valid: bool


@require_safe
def providers(request: HttpRequest) -> HttpResponse:
    form = ProviderSearch(request.GET)
    text = form.given("q").strip()
    matching = providers_found(text)
    found = page(matching, cursor=request.GET.get("cursor"), order=ORDER)
    part = wants_part(request)
    context = {
        "form": form,
        "text": text,
        "providers": found.items,
        "pages": pages_of(request, found),
        "said": _said(matching.count()) if text else "",
        "part": part,
    }
    return render(request, f"contacts/providers/{'found' if part else 'list'}.html", context)


@require_safe
def provider(request: HttpRequest, code: str) -> HttpResponse:
    row, today = provider_get(code), timezone.localdate()
    entities = entities_shown(row.entities.all())
    # What holds stands before what held, or will.
    entities.sort(key=lambda shown: not shown.valid)
    crumbs = [Crumb(label=_("Providers"), href=reverse("providers")), Crumb(label=row.name)]
    return render(
        request,
        "contacts/providers/one.html",
        {
            "provider": row,
            "entities": entities,
            "crumbs": crumbs,
            "today": today,
            "confirming": confirming_of(reader_of(request), row),
        },
    )


def entities_shown(entities: Iterable[ProviderEntity], *, on: date | None = None) -> list[EntityShown]:
    """As they are on the day, or now: each by the day that it is in its country."""
    now = timezone.now()
    return [
        EntityShown(
            entity=one,
            preservation=preservation_of(one),
            valid=one.valid_on(on or day_in(one.jurisdiction.time_zone, now)),
        )
        for one in entities
    ]


def _said(number: int) -> str:
    return ngettext("Found: %d provider.", "Found: %d providers.", number) % number if number else _("Nothing found.")


def preservation_of(entity: ProviderEntity) -> str:
    """What is known of whether it preserves, and for how long."""
    days, more = entity.preservation_days, entity.extension_days
    answer = Answer(entity.preserves)
    if answer != Answer.YES:
        return str(answer.label)
    if days is None:
        return _("Yes, for how long is not known")
    said = ngettext("Yes, for %d day", "Yes, for %d days", days) % days
    if more:
        said += ngettext(", and %d day more when renewed", ", and %d days more when renewed", more) % more
    return said
