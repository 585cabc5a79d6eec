"""The two entries there are: a section of a draft, and a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from contacts.models import Authority
from requests_app.forms.case import CaseForm
from requests_app.forms.entry import Entry, offences_of
from requests_app.forms.offences import PREFIX, offence_forms
from requests_app.forms.section import SectionForm
from requests_app.kinds import Section
from requests_app.models import Request


def section_entry(request: Request, section: Section, data: QueryDict | None = None) -> Entry:
    form = SectionForm(request, section, data)
    return Entry(form, offences_of(data, form.saved[PREFIX]) if PREFIX in section.covers else None)


def section_entry_as_typed(request: Request, section: Section, data: QueryDict, rows: list[dict[str, Any]]) -> Entry:
    """What was typed, to be typed on, with these rows of offences; nothing is judged yet."""
    form = SectionForm.as_typed(request, section, data)
    return Entry(form, offence_forms(rows) if PREFIX in section.covers else None)


def case_entry(
    saved: Mapping[str, Any], data: QueryDict | None = None, *, authorities: Sequence[Authority] = ()
) -> Entry:
    """`saved` as of `shown_case`, empty for a new case; `authorities` for which the person may open one."""
    return Entry(CaseForm(saved, data, authorities=authorities), offences_of(data, saved.get(PREFIX, [])))


def case_entry_as_typed(data: QueryDict, rows: list[dict[str, Any]], *, authorities: Sequence[Authority] = ()) -> Entry:
    return Entry(CaseForm.as_typed(data, authorities=authorities), offence_forms(rows))
