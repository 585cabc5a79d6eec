"""Pages of a list by key, not by number: page 1,000 costs what page 1 costs, and new rows shift nothing.

A cursor says after (or before) which row a page begins. It is signed, so what comes back is what was given out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core import signing
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from mla_portal.errors import Invalid

SIZE_DEFAULT = 50
SIZE_LIMIT = 200

Row = TypeVar("Row", bound=Model)

_SIGNER = signing.Signer(salt="mla_portal.paging")
_KINDS: dict[str, tuple[type, Callable[[str], Any]]] = {
    "instant": (datetime, datetime.fromisoformat),
    "day": (date, date.fromisoformat),
    "uuid": (UUID, UUID),
    "decimal": (Decimal, Decimal),
    "int": (int, int),
    "text": (str, str),
}


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list; a cursor is None where the list ends."""

    items: list[Row]
    next_cursor: str | None
    previous_cursor: str | None


def page(
    queryset: QuerySet[Row], *, cursor: str | None = None, size: int = SIZE_DEFAULT, order: str = "-id"
) -> Page[Row]:
    """The rows after `cursor` (the first ones without), in the order of one field and then of id.

    `order` is a field or annotation, with "-" for downwards; its values must not be null. Its index should be
    (field, id). Raises Invalid when the cursor was not given out for a list of this model in this order.
    """
    field, descending = order.removeprefix("-"), order.startswith("-")
    backward, mark = _read(cursor, _name(queryset, order)) if cursor else (False, None)
    upward = descending == backward
    rows = queryset.order_by(*_ordering(field, upward))
    if mark:
        rows = rows.filter(_beyond(field, *mark, upward=upward))
    found = list(rows[: size + 1])
    more, items = len(found) > size, found[:size]
    if backward:
        items.reverse()

    def write(backward: bool, row: Row) -> str:
        return _write(_name(queryset, order), backward, getattr(row, field), row.pk)

    return Page(
        items=items,
        next_cursor=write(False, items[-1]) if items and (more or backward) else None,
        previous_cursor=write(True, items[0]) if items and (more if backward else mark) else None,
    )


def size_read(text: str | None) -> int:
    """How many rows a page shall have, as typed by a client. Raises Invalid outside 1 to 200."""
    if not text:
        return SIZE_DEFAULT
    if text.isascii() and text.isdigit() and 1 <= int(text[:10]) <= SIZE_LIMIT:
        return int(text)
    raise Invalid(
        {"page_size": [_("A page has 1 to %(limit)d rows. Give a number in between.") % {"limit": SIZE_LIMIT}]}
    )


def _ordering(field: str, upward: bool) -> list[str]:
    sign = "" if upward else "-"
    return [f"{sign}{field}"] if field in {"id", "pk"} else [f"{sign}{field}", f"{sign}pk"]


def _beyond(field: str, value: Any, key: Any, *, upward: bool) -> Q:
    than = "gt" if upward else "lt"
    if field in {"id", "pk"}:
        return Q(**{f"pk__{than}": key})
    # The first condition is implied by the second; it is what lets the index be entered at the right place.
    return Q(**{f"{field}__{than}e": value}) & (Q(**{f"{field}__{than}": value}) | Q(**{f"pk__{than}": key}))


def _name(queryset: QuerySet[Row], order: str) -> str:
    return f"{queryset.model._meta.label_lower} {order}"


def _write(name: str, backward: bool, *values: Any) -> str:
    return _SIGNER.sign_object([name, backward, *map(_tagged, values)])


def _tagged(value: Any) -> list[str]:
    for kind, (type_, _parse) in _KINDS.items():
        if isinstance(value, type_):
            return [kind, value.isoformat() if isinstance(value, date) else str(value)]
    raise TypeError(f"A list cannot be ordered by {value!r}")


def _read(cursor: str, name: str) -> tuple[bool, list[Any]]:
    try:
        written_for, backward, *values = _SIGNER.unsign_object(cursor)
    except (signing.BadSignature, ValueError) as error:
        raise _wrong_cursor() from error
    if written_for != name:
        raise _wrong_cursor()
    return backward, [_KINDS[kind][1](text) for kind, text in values]


def _wrong_cursor() -> Invalid:
    return Invalid({"cursor": [_("This cursor does not belong to this list. Begin again without it.")]})
