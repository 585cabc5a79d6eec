"""Thousands of keys in one question to the database."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models.expressions import RawSQL


def among(keys: Iterable[UUID | str]) -> RawSQL:
    """For a lookup `in`: the keys as one value, where the framework would give each of them its own."""
    return RawSQL("SELECT unnest(%s::uuid[])", ["{" + ",".join(map(str, keys)) + "}"])
