"""What a person is told after identifiers were taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.models import Identifier

_CHANGES_TOLD = 5


def tell_added(http_request: HttpRequest, rows: Sequence[Mapping[str, Any]], added: Sequence[Identifier]) -> None:
    """How many were added, and what was made of those that were typed in another form. Both in the same order."""
    messages.success(http_request, _count(added))
    written = [(str(row["value"]).strip(), one.value) for row, one in zip(rows, added, strict=True)]
    tell_written(http_request, [(typed, taken) for typed, taken in written if typed != taken])


def tell_written(http_request: HttpRequest, changes: Sequence[tuple[str, str]]) -> None:
    if not changes:
        return
    sentences = [
        _("“%(typed)s” is written %(taken)s.") % {"typed": typed[:200], "taken": taken}
        for typed, taken in changes[:_CHANGES_TOLD]
    ]
    more = len(changes) - _CHANGES_TOLD
    if more > 0:
        sentence = ngettext(
            "%(number)d more is written in another way than it was typed: compare it in the list.",
            "%(number)d more are written in another way than they were typed: compare them in the list.",
            more,
        )
        sentences.append(sentence % {"number": more})
    messages.info(http_request, " ".join(sentences))


def _count(added: Sequence[Identifier]) -> str:
    if len(added) == 1:
        return _("%(value)s is added.") % {"value": added[0].value}
    return ngettext("%(number)d identifier is added.", "%(number)d identifiers are added.", len(added)) % {
        "number": len(added)
    }
