"""Why a document cannot be signed. Nothing is approved then, and nothing half-signed is kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mla_portal.errors import Conflict


class CannotSign(Conflict):
    """The authority is set up to sign, and it does not work. `reason` says what, as a sentence of its own."""

    code = "cannot_sign"

    def __init__(self, authority: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            _(
                "The document cannot be signed for %(authority)s, so nothing was approved: %(reason)s"
                " Tell the administrator of the portal."
            )
            % {"authority": authority, "reason": reason}
        )


class NotAsWritten(ValueError):
    """The file that says who signs with what cannot be used; the text says why."""
