"""What stands on the shelves of an authority, and who may reach for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from django.db.models import QuerySet

from contacts.access import authorities_where
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import Kept, TextBlock

Entry = TypeVar("Entry", bound=Kept)


def kept_by_own(user: User, model: type[Entry]) -> QuerySet[Entry]:
    """The entries in force of the authorities at which the person drafts, newest first by `-id`."""
    rows: QuerySet[Entry] = model._default_manager.filter(ended_at__isnull=True)
    return rows.filter(authority__in=authorities_where(user, Permission.DRAFT)).select_related("authority", "kept_by")


def texts_by_field(authority: Authority) -> dict[str, list[TextBlock]]:
    """{name of the field: the texts offered for it}, in the order of their titles."""
    found: dict[str, list[TextBlock]] = defaultdict(list)
    for block in TextBlock.objects.filter(authority=authority, ended_at__isnull=True).order_by("title"):
        for name in block.questions:
            found[name].append(block)
    return dict(found)
