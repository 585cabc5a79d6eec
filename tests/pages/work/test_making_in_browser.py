"""The approver of a long request, at a desk and on a phone: the page says how far its document is, and then the end."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from requests_app.models import ApprovalWish, Making, Request
from requests_app.services import approvals
from requests_app.services.approvals import approval_make_next
from tests.browser import PHONE, WIDE, Open, assert_accessible, follow
from tests.world import World


@pytest.mark.usefixtures("blank_paper")
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["desk", "phone"])
def test_the_page_goes_on_by_itself(
    open_as: Open, world: World, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approvals, "MOST_IDENTIFIERS", 0)
    request = world.in_review()
    page = open_as(world.supervisor, size)
    page.goto(f"/requests/{request.pk}/actions/approve/")
    follow(page.get_by_role("button", name="Approve and freeze"))
    step = page.locator("#live-step")
    expect(step).to_contain_text("It waits for its turn.")
    expect(page.locator("#do-return")).to_be_visible()
    expect(page.locator("#do-approve")).to_have_count(0)
    assert_accessible(page)
    ApprovalWish.objects.update(making=Making.SIGNING)
    expect(step).to_contain_text("Step 2 of 3", timeout=15_000)
    assert approval_make_next()
    expect(step).to_contain_text("Approved", timeout=15_000)
    assert Request.objects.get().status == "approved"
