"""The requests that follow from one another, as a tree: what the reader may see of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import BooleanField, Case, Value, When
from django.db.models.expressions import RawSQL

from mla_portal.accounts.models import User
from requests_app.access import own_rule, request_rule
from requests_app.kinds import KINDS
from requests_app.models import Request
from requests_app.selectors.lists import in_lines

# Beyond these a family is shown in part: from the request at hand upwards, and the next of its kin.
GENERATIONS, MEMBERS = 50, 200

_KIN = """
    WITH RECURSIVE up AS (
        SELECT id, follows_id, 0 AS step FROM requests_app_request WHERE id = %s
        UNION ALL
        SELECT earlier.id, earlier.follows_id, step + 1
        FROM requests_app_request earlier JOIN up ON earlier.id = up.follows_id WHERE step < %s
    ), down AS (
        (SELECT id, 0 AS step FROM up ORDER BY up.step DESC LIMIT 1)
        UNION ALL
        SELECT later.id, step + 1
        FROM requests_app_request later JOIN down ON later.follows_id = down.id WHERE step < %s
    )
    SELECT id FROM up UNION (SELECT id FROM down ORDER BY step LIMIT %s)
"""


@dataclass(kw_only=True)
class Branch:
    """A request and what follows from it, in the order in which it was drafted."""

    request: Request
    branches: list[Branch] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(KINDS[self.request.kind].short_title)

    @property
    def count(self) -> int:
        return 1 + sum(one.count for one in self.branches)


def family_of(user: User, request: Request) -> Branch:
    """The tree that the request stands in, in one query however large it is.

    It ends wherever the reader may not see: what an invisible request connects is not told to belong together.
    """
    rows = family_rows(user, request)
    by_id = {row.pk: row for row in rows}
    root = by_id[request.pk]
    while root.follows_id in by_id:
        root = by_id[root.follows_id]
    return _grown(root, rows)


def family_rows(user: User, request: Request) -> list[Request]:
    """All of them that the reader may see, oldest first, with `is_own`: whether the reader stands on that side."""
    kin = RawSQL(_KIN, [request.pk, GENERATIONS, GENERATIONS, MEMBERS])  # noqa: S611 - a constant with parameters
    own = Case(When(own_rule(user), then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = in_lines(Request.objects.filter(request_rule(user), pk__in=kin)).annotate(is_own=own)
    return list(rows.order_by("id"))


def members(tree: Branch) -> list[Branch]:
    """All of the tree, each before what follows from it."""
    found, waiting = [], [tree]
    while waiting:
        branch = waiting.pop()
        found.append(branch)
        waiting += reversed(branch.branches)
    return found


def _grown(root: Request, rows: list[Request]) -> Branch:
    following: dict[UUID | None, list[Branch]] = defaultdict(list)
    branches = [Branch(request=row) for row in rows]
    for branch in branches:
        following[branch.request.follows_id].append(branch)
    for branch in branches:
        branch.branches = following[branch.request.pk]
    return next(branch for branch in branches if branch.request.pk == root.pk)
