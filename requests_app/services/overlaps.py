"""Saving what one person typed into a form that others may have open too."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict
from requests_app.selectors.edits import Edit

# An autosave may still be on its way when its own person presses the button: that is no colleague. Longer than that,
# and it would hide what the person wrote in another tab.
_OWN_AUTOSAVE = timedelta(seconds=5)


class Overlap(Conflict):
    """Both the person and somebody else changed the same answers. `edits` says who changed each of `names`."""

    def __init__(self, names: frozenset[str], edits: Mapping[str, Edit]) -> None:
        super().__init__(
            _("What you typed is kept, but not saved: a colleague changed the same place while you were typing.")
        )
        self.names = names
        self.edits = edits


def overlapping(*, actor: User, both: frozenset[str], edits: Mapping[str, Edit]) -> frozenset[str]:
    """Those of `both` that somebody else changed, or the same person in another window."""
    return frozenset(name for name in both if not _is_own_autosave(edits.get(name), actor))


def _is_own_autosave(edit: Edit | None, actor: User) -> bool:
    return edit is not None and edit.by_id == actor.pk and timezone.now() - edit.at < _OWN_AUTOSAVE
