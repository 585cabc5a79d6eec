"""Who may speak for a side of a request."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import NotAllowed
from requests_app.access import get_request
from requests_app.models import Request
from requests_app.selectors.messages import speaking_side
from requests_app.states import Side


def side_speaking(actor: User, request: Request) -> Side:
    """NotFound for a stranger, NotAllowed for who may only read."""
    side = speaking_side(actor, request)
    if side is None:
        get_request(actor, request.pk)
        raise NotAllowed(_("Your role lets you read this, and not write here. Ask your supervisor."))
    return side
