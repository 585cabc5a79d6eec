"""The answers of a draft in the order of the document, each with the way to change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from requests_app.answer_texts import offence_text, texts_of
from requests_app.kinds import Section
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.legal_basis import basis_lines
from requests_app.selectors.shown_answers import shown_answers
from requests_app.views.drafting_parts import field_href, section_href
from requests_app.views.identifiers_shown import ShownIdentifier, shown_identifiers


@dataclass(frozen=True, kw_only=True)
class ShownAnswer:
    label: str | Promise
    lines: list[str]
    change: str


@dataclass(frozen=True, kw_only=True)
class ShownSection:
    """`empty` are the labels of what nobody answered; `identifiers` is None in a section that does not list them."""

    code: str
    title: str | Promise
    answers: list[ShownAnswer]
    empty: list[str | Promise]
    identifiers: list[ShownIdentifier] | None
    change: str


def shown_sections(request: Request, *, writes: bool, now: datetime) -> list[ShownSection]:
    """Without the permission to write, nothing leads to a form."""
    return [_section(request, section, writes, now) for section in kind_of(request).sections]


def _section(request: Request, section: Section, writes: bool, now: datetime) -> ShownSection:
    answers = list(_answers(request, section, writes, now))
    return ShownSection(
        code=section.code,
        title=section.title,
        answers=[answer for answer in answers if answer.lines],
        empty=[answer.label for answer in answers if not answer.lines],
        identifiers=shown_identifiers(request, now=now) if "identifiers" in section.covers else None,
        change=section_href(request, section) if writes else "",
    )


def _answers(request: Request, section: Section, writes: bool, now: datetime) -> Iterator[ShownAnswer]:
    shown = shown_answers(request, section)
    yield from (
        ShownAnswer(label=label, lines=lines, change=section_href(request, section) if writes else "")
        for label, lines in _special(request, section, shown, now)
    )
    for question in section.fields:
        change = field_href(request, section, question.name) if writes else ""
        yield ShownAnswer(label=question.label, lines=texts_of(question, shown[question.name]), change=change)


def _special(
    request: Request, section: Section, shown: dict[str, Any], now: datetime
) -> Iterator[tuple[str, list[str]]]:
    if "requesting_authority" in section.covers:
        asking = request.requesting_authority
        yield _("Requesting authority"), [asking.name, asking.jurisdiction.name]
    if "requested_authority" in shown:
        asked = request.requested_authority
        yield _("Requested authority"), [asked.name, asked.jurisdiction.name]
    if "instrument" in shown:
        yield _("Legal basis"), list(basis_lines(request, now=now)) if request.instrument else []
    if "urgency" in shown:
        yield _("Urgency"), [str(request.get_urgency_display())]
    if "offences" in shown:
        yield _("Offences"), [offence_text(offence) for offence in shown["offences"]]
