"""A case as one person typed it, saved beside what colleagues typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.access import require
from requests_app.merging import merge
from requests_app.models import Case
from requests_app.selectors.edits import case_edits
from requests_app.selectors.shown_answers import shown_case
from requests_app.services.cases import case_change
from requests_app.services.overlaps import Overlap, overlapping


@transaction.atomic
def case_save(*, actor: User, case: Case, typed: Mapping[str, Any], seen: Mapping[str, str]) -> Case:
    """Save the answers that the person changed; those that only a colleague changed meanwhile stay the colleague's.

    Raises Overlap when both changed the same answer, Invalid with every wrong one.
    """
    require(actor, Permission.DRAFT, case.authority)
    locked = Case.objects.select_for_update(of=("self",)).select_related("authority").get(pk=case.pk)
    found = merge(seen=seen, saved=shown_case(locked), typed=typed)
    edits = case_edits(locked, found.both)
    if names := overlapping(actor=actor, both=found.both, edits=edits):
        raise Overlap(names, edits)
    mine = found.mine | found.both
    return case_change(actor=actor, case=locked, answers={name: typed[name] for name in typed if name in mine})
