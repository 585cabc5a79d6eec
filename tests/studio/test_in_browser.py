"""The studio and the check of a file in a real browser; and nothing that keeps anybody out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mla_portal.accounts.models import User
from templates_app.studio import services
from tests.browser import PHONE, Open, assert_accessible, follow
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_draft_from_the_list_to_its_faults(world: World, open_as: Open) -> None:
    keeper = User.objects.create_superuser("keeper", PASSWORD, name="Keeper")
    page = open_as(keeper)
    page.goto("/studio/")
    assert_accessible(page)
    page.get_by_label("Document").select_option("withdrawal")
    follow(page.get_by_role("button", name="Copy into a draft"))
    page.get_by_text("Further clauses").click()
    page.get_by_role("textbox", name="Clause 1").fill("{nothing}")
    follow(page.get_by_role("button", name="Save the draft"))
    follow(page.get_by_role("link", name="Check what was saved"))
    page.get_by_text("It cannot be published yet").wait_for()
    assert_accessible(page)


def test_a_published_template_and_a_letterhead_on_a_phone(world: World, open_as: Open) -> None:
    keeper = User.objects.create_superuser("keeper", PASSWORD, name="Keeper")
    draft = services.draft_start(actor=keeper, code="withdrawal", authority="GE-CA")
    page = open_as(keeper, PHONE)
    page.goto(f"/studio/{draft.pk}/?lang=fr")
    assert_accessible(page)
    services.version_publish(actor=keeper, draft=draft)
    for path in (f"/studio/{draft.pk}/", "/studio/", "/studio/letterheads/GE-CA/"):
        page.goto(path)
        assert_accessible(page)


def test_a_file_is_dropped_and_judged(world: World, open_as: Open, tmp_path: Path) -> None:
    file = tmp_path / "request.pdf"
    file.write_bytes(bytes(world.sent().documents.get().pdf))
    page = open_as(world.contact, PHONE)
    page.goto("/verify/")
    assert_accessible(page)
    page.locator("input[type=file]").set_input_files(file)
    follow(page.get_by_role("button", name="Check"))
    page.get_by_text("These bytes are a document of this portal, unaltered.").wait_for()
    assert_accessible(page)
