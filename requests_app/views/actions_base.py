"""What the forms of the moves share."""

from __future__ import annotations

from typing import Any

from mla_portal.ui.forms import PortalForm
from requests_app.models import Request


class ActionForm(PortalForm):
    """A move that asks nothing."""

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def answers(self) -> dict[str, Any]:
        """What the service of the move is told."""
        return dict(self.cleaned_data)
