"""The page of a section, also where two people wrote in the same place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import Authority, Instrument
from requests_app.access import get_request
from requests_app.answer_texts import offence_text, texts_of
from requests_app.forms.blocks import theirs_of, with_theirs
from requests_app.forms.entries import section_entry
from requests_app.forms.entry import Entry, rebased
from requests_app.forms.offences import PREFIX
from requests_app.forms.passages import with_texts
from requests_app.forms.special import addressee_in
from requests_app.kinds import Section
from requests_app.kinds.citing import duties_listed
from requests_app.models import Request, Urgency
from requests_app.selectors.answers import kind_of, listed_in
from requests_app.selectors.catalogue import catalogue
from requests_app.selectors.comments import comments_beside
from requests_app.selectors.shelves import texts_by_field
from requests_app.services.overlaps import Overlap
from requests_app.services.presence import editing_mark
from requests_app.views.beside import beside
from requests_app.views.drafting_parts import crumbs_of, progress_of
from requests_app.views.requests_common import reader_of


def section_page(
    http_request: HttpRequest,
    row: Request,
    section: Section,
    entry: Entry,
    *,
    status: int = 200,
    focus: str = "",
    overlap: Overlap | None = None,
) -> HttpResponse:
    """`focus` names the answer in which the cursor shall stand; else it is the first wrong one, or the first."""
    kind, now = kind_of(row), timezone.now()
    duties = duties_listed(kind.duties, listed_in(row))
    progress = progress_of(reader_of(http_request), row, now=now)
    theirs = theirs_of(overlap, lambda name: _lines(section, name, entry.form.saved[name]))
    entry.set_focus(focus)
    context = {
        "row": row,
        "section": section,
        "crumbs": crumbs_of(row, str(section.title)),
        "number": kind.sections.index(section) + 1,
        "count": len(kind.sections),
        "form": entry.form,
        "formset": entry.offences,
        "catalogue": catalogue([row.requesting_authority]) if entry.offences is not None else [],
        "blocks": with_texts(with_theirs(entry.form.blocks(), theirs), texts_by_field(row.requesting_authority)),
        "overlap": overlap,
        "theirs": theirs.get(PREFIX),
        "offences_article": next((one.article for one in duties if one.field == PREFIX), ""),
        "beside": beside(addressee_in(entry.form), now=now),
        "progress": progress,
        "editing": editing_mark(actor=reader_of(http_request), request=row, section=section),
        "comments": comments_beside(reader_of(http_request), row, section.code),
        "missing": progress.missing_in[section.code],
        "autosave": reverse("request_autosave", args=[row.pk, section.code]),
    }
    return render(http_request, "requests/drafting/section.html", context, status=status)


def overlap_page(http_request: HttpRequest, row: Request, section: Section, overlap: Overlap) -> HttpResponse:
    """What was typed and, beside it, what is saved."""
    fresh = get_request(reader_of(http_request), row.pk)
    typed = section_entry(fresh, section, http_request.POST)
    typed.is_valid()
    entry = section_entry(
        fresh, section, rebased(typed=typed, saved=section_entry(fresh, section), data=http_request.POST)
    )
    entry.is_valid()
    return section_page(http_request, fresh, section, entry, status=409, focus=min(overlap.names), overlap=overlap)


def _lines(section: Section, name: str, value: Any) -> list[str]:
    question = next((one for one in section.fields if one.name == name), None)
    if question:
        return texts_of(question, value)
    match name:
        case "offences":
            return [offence_text(offence) for offence in value]
        case "urgency":
            return [str(Urgency(value).label)]
        case "instrument":
            return [str(treaty) for treaty in Instrument.objects.filter(code=value)] or [_("Not chosen")]
        case _:
            return [str(authority) for authority in Authority.objects.filter(code=value)]
