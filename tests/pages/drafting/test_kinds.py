"""Every kind of request by its pages: the table of cases, typed section by section, judged on the last page."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from requests_app.kinds import KINDS
from requests_app.kinds import fields as questions
from requests_app.models import Request
from requests_app.selectors.answers import completeness_of
from tests.kinds import CASES, KindCase, name_of, treaties
from tests.pages.browserless import send
from tests.pages.work.rows import sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db


def typed(question: questions.Field, value: Any) -> dict[str, Any]:
    """The controls of a question with what a person would type; None leaves a box unticked."""
    match question:
        case questions.GroupField(parts=parts):
            return {f"{question.name}__{part.name}": (value or {}).get(part.name, "") for part in parts}
        case questions.FlagField():
            return {question.name: "on" if value else None}
        case questions.ChoicesField():
            return {question.name: value or []}
        case questions.InstantField():
            # A whole instant may be pasted into the date.
            return {f"{question.name}_0": value or "", f"{question.name}_1": "", f"{question.name}_2": ""}
        case _:
            return {question.name: "" if value is None else str(value)}


def type_all(client: Client, draft: Request, case: KindCase) -> None:
    for section in KINDS[case.kind].sections:
        if not section.fields:
            continue
        answers: dict[str, Any] = {}
        for question in section.fields:
            answers |= typed(question, case.content.get(question.name)) if question.name != "facts" else {}
        if "urgency" in section.covers:
            answers["urgency"] = case.how_urgent
        response = send(client, f"/requests/{draft.pk}/sections/{section.code}/", "section", **answers)
        assert response.status_code == 302, response.content.decode()
    for identifier in case.identifiers:
        given = {"type": identifier["type"], "value": identifier["value"], "port": identifier.get("port") or ""}
        at = {"at_0": identifier.get("at") or "", "at_1": "", "at_2": ""}
        assert send(client, f"/requests/{draft.pk}/identifiers/", "add", **given, **at).status_code == 302


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_duties_and_warnings(world: World, client: Client, case: KindCase) -> None:
    treaties(world)
    client.force_login(world.officer)
    own = world.case(reference="GE-81/2026")
    begun: dict[str, Any] = {"kind": case.kind, "requested_authority": "RO-247", "urgency": case.how_urgent}
    address = f"/cases/{own.pk}/requests/new/?kind={case.kind}"
    if case.follows:
        begun["follows"] = str(sent_rows(world, 1, case=own)[0].pk)
    assert send(client, address, "new", **begun).status_code == 302
    draft = Request.objects.get(kind=case.kind, status="draft")
    type_all(client, draft, case)
    draft.refresh_from_db()
    found = completeness_of(draft, now=timezone.now())
    assert {(duty.field, duty.article) for duty in found.missing} == case.missing
    assert {caution.code for caution in found.warnings} == case.warnings
    page = unescape(client.get(f"/requests/{draft.pk}/check/").content.decode())
    shown = {duty.message for duty in KINDS[case.kind].duties if str(duty.message) in page}
    assert shown == {duty.message for duty in found.missing}
    assert all(caution.message in page for caution in found.warnings)
