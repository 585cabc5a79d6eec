"""27(9)(a): an urgent direct request is copied to the central authority; missing until it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from contacts.models import Authority, AuthorityKind
from requests_app.kinds.instruments import MUTUAL_ASSISTANCE_1959
from requests_app.models import Request
from requests_app.selectors.copies_owed import copy_owed
from requests_app.services.actions import action_perform
from requests_app.services.further import transmission_add
from tests.kinds import COMPLETE
from tests.outside.test_further import central
from tests.world import CONTENT, World, in_force

pytestmark = pytest.mark.django_db
MISSING = "The copy to the central authority is missing"


def prosecution(world: World) -> Authority:
    """The one that is asked directly."""
    world.outsider.kind = AuthorityKind.PROSECUTION_OFFICE
    world.outsider.save(update_fields=["kind"])
    return world.outsider


def approved(world: World, to: Authority, **more: Any) -> Request:
    given = {"kind": "mla_subscriber", "content": COMPLETE["mla_subscriber"], "urgency": "urgent", **more}
    given["content"] = {**given["content"], "urgency_grounds": ["custody"]}
    return world.approved(to=to, **given)


def sent(world: World, to: Authority, **more: Any) -> Request:
    answers = {"channel": "email", "despite": ["channel", "language"]}
    return action_perform(actor=world.officer, request=approved(world, to, **more), action="send", answers=answers)


def owed(request: Request) -> Any:
    return copy_owed(request, now=timezone.now())


def test_it_is_owed_until_it_was_sent(world: World) -> None:
    request = sent(world, prosecution(world))
    assert owed(request).recipient is None
    office = central(world)
    assert owed(request).recipient == office
    assert owed(request).href.endswith("?purpose=copy&recipient=US-CA#further")
    transmission_add(actor=world.officer, request=request, channel="post", purpose="copy", recipient=office)
    assert owed(request) is None


@pytest.mark.parametrize("kind", ["central_authority", "contact_point_247", "organisation"])
def test_what_goes_to_the_right_place_owes_none(world: World, kind: str) -> None:
    request = sent(world, prosecution(world))
    Authority.objects.filter(pk=world.outsider.pk).update(kind=kind)
    assert owed(Request.objects.select_related("requested_authority").get(pk=request.pk)) is None


def test_what_is_not_urgent_and_what_only_preserves_owe_none(world: World) -> None:
    to = prosecution(world)
    assert owed(sent(world, to, urgency="normal")) is None
    grounds = {"urgency_grounds": ["custody"]}
    assert owed(world.sent(to=to, urgency="urgent", content={**CONTENT, **grounds})) is None


def test_under_a_treaty_article_27_does_not_apply(world: World) -> None:
    request = sent(world, prosecution(world))
    assert owed(request) is not None
    in_force(MUTUAL_ASSISTANCE_1959, "GE", "US")
    assert owed(request) is None


def test_over_nothing_is_owed(world: World) -> None:
    request = sent(world, prosecution(world))
    action_perform(actor=world.officer, request=request, action="withdraw", answers={"reason": "Found."})
    assert owed(request) is None


def test_it_is_asked_for_before_and_shown_after_the_sending(world: World) -> None:
    to = prosecution(world)
    central(world)
    request = approved(world, to)
    officer = Client()
    officer.force_login(world.officer)
    assert MISSING in officer.get(f"/requests/{request.pk}/actions/send/").content.decode()
    request = sent(world, to)
    for page in ("", "transmissions/"):
        assert MISSING in officer.get(f"/requests/{request.pk}/{page}").content.decode()
    form = officer.get(f"/requests/{request.pk}/transmissions/?purpose=copy&recipient=US-CA").context["further"]
    assert (form["purpose"].value(), form["recipient"].value()) == ("copy", "US-CA")
