"""What the pages of a draft share: the list of its sections, and what the law still asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.access import may
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.ui.parts import Crumb, Duty, Task
from requests_app.completeness import completeness
from requests_app.kinds import Caution, Kind, Section
from requests_app.kinds import Duty as LegalDuty
from requests_app.models import Request
from requests_app.selectors.answers import answers_of, kind_of
from requests_app.selectors.document_context import document_context
from requests_app.selectors.duplicates import Shared, duplicate_cautions
from requests_app.selectors.section_states import SectionState, section_states
from templates_app.printable import Unprintable, require_printable


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A draft as far as it has come. Without the permission to draft nothing leads to a form."""

    missing: list[Duty]
    missing_in: dict[str, list[Duty]]
    warnings: list[Duty]
    tasks: list[Task]

    @property
    def complete(self) -> bool:
        return not self.missing


def progress_of(user: User, request: Request, *, now: datetime, shared: Iterable[Shared] = ()) -> Progress:
    """`shared` are the other requests that look for the same, where the page tells of them."""
    kind, answers = kind_of(request), answers_of(request, now=now)
    found = completeness(kind, answers)
    linked = may(user, Permission.DRAFT, request.requesting_authority)
    states = section_states(kind, answers, found)
    warnings = (*found.warnings, *duplicate_cautions(request, shared))
    return Progress(
        missing=_duties(request, kind, found.missing, linked),
        missing_in={state.section.code: _duties(request, kind, state.missing, linked) for state in states},
        warnings=_duties(request, kind, warnings, linked) + _unprintable(request, now=now),
        tasks=[_task(request, state, linked) for state in states],
    )


def crumbs_of(request: Request, here: str = "") -> list[Crumb]:
    """The way here: the cases, the case, the request; `here` is a page below it."""
    crumbs = [
        Crumb(label=_("Cases"), href=reverse("cases")),
        Crumb(label=request.own_case.reference, href=reverse("case", args=[request.case_id])),
    ]
    if not here:
        return [*crumbs, Crumb(label=request.reference)]
    return [*crumbs, Crumb(label=request.reference, href=reverse("request", args=[request.pk])), Crumb(label=here)]


def section_href(request: Request, section: Section) -> str:
    if "identifiers" in section.covers:
        return reverse("identifier_list", args=[request.pk])
    return reverse("request_section", args=[request.pk, section.code])


def field_href(request: Request, section: Section, field: str) -> str:
    """The page of the section, with the cursor in this field."""
    href = section_href(request, section)
    return f"{href}?field={field}#id_{field}" if field in {one.name for one in section.fields} else href


def _duties(request: Request, kind: Kind, found: Sequence[LegalDuty | Caution], linked: bool) -> list[Duty]:
    return [
        Duty(message=one.message, article=one.article, href=_href(request, kind, one.field) if linked else "")
        for one in found
    ]


def _href(request: Request, kind: Kind, field: str) -> str:
    section = kind.section_of(field)
    return field_href(request, section, field) if section else ""


def _unprintable(request: Request, *, now: datetime) -> list[Duty]:
    """Characters that the document cannot show: it could not be approved with them."""
    try:
        require_printable(document_context(request, now=now))
    except Unprintable as refusal:
        return [Duty(message=text) for texts in refusal.errors.values() for text in texts]
    return []


def _task(request: Request, state: SectionState, linked: bool) -> Task:
    status, tone = _status(state)
    return Task(
        name=state.section.title,
        hint=state.section.hint,
        href=section_href(request, state.section) if linked else "",
        status=status,
        tone=tone,
    )


def _status(state: SectionState) -> tuple[str, str]:
    number = len(state.missing)
    if state.missing and not state.begun:
        return _("Not started"), "neutral"
    if state.missing:
        return ngettext("%(number)d duty missing", "%(number)d duties missing", number) % {"number": number}, "bad"
    return (_("Done"), "good") if state.begun else (_("Optional"), "neutral")


def section_after(kind: Kind, section: Section) -> Section | None:
    following: Sequence[Section] = kind.sections[kind.sections.index(section) + 1 :]
    return following[0] if following else None
