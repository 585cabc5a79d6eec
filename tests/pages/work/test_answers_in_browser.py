"""The pages of the requested authority's work in a real browser, at a desk and on a phone."""

from __future__ import annotations

import pytest

from requests_app.services.measures import measure_record
from requests_app.services.questions import question_ask
from tests.browser import Open
from tests.pages.work.test_in_browser import SIZES, fits
from tests.requests_app.test_notice_translations import refused
from tests.world import World, preserved


@SIZES
@pytest.mark.usefixtures("blank_paper")
def test_every_page_of_an_answer(open_as: Open, world: World, size: tuple[int, int]) -> None:
    request = world.in_execution()
    days = {name: value for name, value in preserved(90).items() if name != "outcome"}
    answers = {"kind": "preservation_order", "custodian": "Hosting SRL", **days}
    measure_record(actor=world.contact, request=request, answers=answers)
    text = "The provider tells its users of every order."
    question = question_ask(actor=world.contact, request=request, topic="consultation", text=text)
    start = f"/requests/{request.pk}/"
    page = open_as(world.contact, size)
    for address in ("actions/refuse/", "actions/postpone/", "actions/redirect/", "measures/", "measures/new/", ""):
        fits(page, start + address)
    fits(page, f"{start}questions/clarification/ask/")
    page = open_as(world.officer, size)
    fits(page, start)
    fits(page, f"{start}questions/{question.pk}/")


@SIZES
@pytest.mark.usefixtures("blank_paper")
def test_a_translation_for_a_notice(open_as: Open, world: World, size: tuple[int, int]) -> None:
    fits(open_as(world.contact, size), f"/documents/{refused(world).pk}/translation/")
