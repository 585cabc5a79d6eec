"""The page of a request shows all that was answered, whatever its kind."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from requests_app.kinds import KINDS
from requests_app.models import Request
from requests_app.selectors.document_context import document_context
from requests_app.views.requests_content import content_of
from tests.kinds import filled
from tests.pages.work.rows import sent_rows
from tests.world import World

pytestmark = pytest.mark.django_db


def page(request: Request) -> str:
    content = content_of(document_context(request, now=timezone.now()))
    return render_to_string("requests/work/_content.html", {"content": content, "row": request})


@pytest.mark.parametrize("code", KINDS)
def test_every_answer_is_shown(world: World, code: str) -> None:
    kind, request = KINDS[code], world.draft(urgency="urgent", identifiers=[])
    request.kind = code
    request.follows = sent_rows(world, 1)[0] if kind.must_follow else None
    everything = {name: filled(question) for name, question in kind.fields.items()}
    for name in everything:
        hides = ("custodian", "location") if name == "custodian_unknown" else ()
        request.content = {one: value for one, value in everything.items() if one not in hides}
        full = page(request)
        request.content = {one: value for one, value in request.content.items() if one != name}
        assert page(request) != full, name


def test_what_a_kind_does_not_ask_is_not_shown(world: World) -> None:
    request = world.draft(identifiers=[])
    assert "None given: the data are described instead." in page(request)
    request.kind, request.content = "withdrawal", {"reason": "The suspect confessed.", "release_data": True}
    request.follows = sent_rows(world, 1)[0]
    shown = page(request)
    assert "The suspect confessed." in shown
    assert request.follows.reference in shown
    for absent in ("Offences and facts", "Data to be preserved", "None given"):
        assert absent not in shown
