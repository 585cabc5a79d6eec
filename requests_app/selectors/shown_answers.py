"""The answers as the pages show them: what is saved, else what the document would say without an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from requests_app.case_answers import CASE_FIELDS
from requests_app.kinds import Section
from requests_app.kinds.fields import Field, InstantField
from requests_app.models import Case, Request
from requests_app.selectors.answers import facts_of

# What a section covers beside its own fields and is edited on its page.
_SPECIAL: dict[str, Callable[[Request], Any]] = {
    "requested_authority": lambda request: request.requested_authority.code,
    "instrument": lambda request: request.instrument.code if request.instrument else "",
    "urgency": lambda request: request.urgency,
    "offences": lambda request: offences_as_answers(request.own_case),
}
_STANDS_IN: dict[str, Callable[[Request], str]] = {
    "facts": facts_of,
    "person_in_charge": lambda request: request.author.name,
}


def shown_answers(request: Request, section: Section) -> dict[str, Any]:
    """{name: value} of all that the page of this section asks."""
    special = {name: read(request) for name, read in _SPECIAL.items() if name in section.covers}
    return special | {field.name: shown_answer(request, field) for field in section.fields}


def shown_answer(request: Request, field: Field) -> Any:
    value = request.content.get(field.name)
    if value in (None, ""):
        stands_in = _STANDS_IN.get(field.name)
        return stands_in(request) if stands_in else field.empty()
    if isinstance(field, InstantField):
        # The page shows whole seconds: what it cannot show must not count as changed.
        return datetime.fromisoformat(value).replace(microsecond=0).isoformat()
    return value


def shown_case(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in CASE_FIELDS} | {"offences": offences_as_answers(case)}


def offences_as_answers(case: Case) -> list[dict[str, Any]]:
    rows = case.offences.order_by("position").values("article", "provision", "title", "max_penalty")
    return [dict(row) for row in rows]
