"""A request that went to an authority outside by e-mail, and its link."""

from __future__ import annotations

from typing import Any

from mla_portal.outbox.link_keys import link_code, link_key
from requests_app.models import OutsideLink, Request
from requests_app.services.outside_links import link_use
from tests.world import World


def sent_outside(world: World, **more: Any) -> Request:
    return world.sent(to=world.outsider, **more)


def link_to(request: Request) -> OutsideLink:
    return OutsideLink.objects.filter(transmission__request=request).order_by("id").last()  # type: ignore[return-value]


def address_of(link: OutsideLink) -> str:
    return f"/outside/{link_key(f'outside:{link.pk}')}/"


def code_of(link: OutsideLink) -> str:
    return link_code(f"outside:{link.pk}")


def entered(link: OutsideLink) -> str:
    """The key of the browser in which Jane Roe gave the code."""
    return link_use(link=link, code=code_of(link), name="Jane Roe", function="Duty officer")
