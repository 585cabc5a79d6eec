"""Which texts of a notice somebody typed, and whether a translation of them was added."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from requests_app.kinds.fields import Text
from requests_app.models import Document, NoticeOwed
from templates_app.notice import Notice, NoticeDocument

# By their names in the document. The order to a custodian takes its texts, and their translations, from elsewhere.
TYPED: Mapping[str, Text] = {
    "reason": _("Reason, or what was done"),
    "considered": _("What was considered before"),
    "questions": _("Questions"),
    "conditions": _("Conditions"),
    "note": _("Note"),
}
TRANSLATABLE = frozenset(Notice) - {Notice.PRESERVATION_ORDER}


def is_translatable(document: Document) -> bool:
    return document.kind in TRANSLATABLE


def originals_of(context: NoticeDocument) -> dict[str, str]:
    """{name: text} of what was typed into it."""
    return {name: text for name in TYPED if (text := getattr(context, name))}


def is_translated(document: Document) -> bool:
    """Whether a later revision with a translation was made of it, or is being made."""
    return NoticeOwed.objects.filter(kind=document.kind, cause=document.pk).exists()
