"""What a kind asks stands in its document, under the paragraph that asks for it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from requests_app.kinds import KINDS
from requests_app.models import Request
from requests_app.selectors.document_context import document_context
from templates_app.composition import compose
from templates_app.versions import current_version
from tests.kinds import filled
from tests.world import World

# Cited for what may be asked of any request; a template has no item of its own for them.
EVERYWHERE = {"25(3)"}


def words(request: Request) -> str:
    composed = compose(current_version(KINDS[request.kind].template), document_context(request, now=timezone.now()))
    return str([(item.heading, item.blocks) for item in composed.items]) + str(composed.marks)


@pytest.mark.django_db
@pytest.mark.parametrize("code", KINDS)
def test_every_answer_is_printed(world: World, code: str) -> None:
    """Nothing that an officer answers is left out silently."""
    kind, request = KINDS[code], world.draft(urgency="urgent", identifiers=[])
    request.kind = code
    request.follows = world.sent() if kind.must_follow else None
    request.content = {name: filled(question) for name, question in kind.fields.items()}
    everything = request.content
    for name in everything:
        if name == "custodian_unknown":
            request.content = {one: value for one, value in everything.items() if one not in ("custodian", "location")}
        else:
            request.content = everything
        full = words(request)
        request.content = {one: value for one, value in request.content.items() if one != name}
        assert words(request) != full, name


@pytest.mark.parametrize("code", KINDS)
def test_every_duty_has_its_item(code: str) -> None:
    kind = KINDS[code]
    items = {duty for item in current_version(kind.template).items for duty in item.duties}
    assert {duty.article for duty in kind.duties} - EVERYWHERE <= items


@pytest.mark.parametrize("code", KINDS)
def test_every_duty_and_question_has_its_place(code: str) -> None:
    kind = KINDS[code]
    names = [question.name for section in kind.sections for question in section.fields]
    assert len(names) == len(set(names))
    assert len(kind.sections) == len({section.code for section in kind.sections})
    for duty in kind.duties:
        assert kind.section_of(duty.field), duty.field
    assert kind.follows <= set(KINDS)
    assert not kind.left_out & set(names)
