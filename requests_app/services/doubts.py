"""Nothing is told while it is not sure who asks."""

from __future__ import annotations

from mla_portal.errors import Conflict
from requests_app.models import Request
from requests_app.selectors.doubts import withheld
from requests_app.services.deadlines import deadlines_lock


def require_sure(request: Request) -> None:
    """Raises Conflict with the reason. The request is held: a doubt that is raised meanwhile waits for what is done."""
    deadlines_lock(request)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if refusal := withheld(request):
        raise Conflict(refusal)
