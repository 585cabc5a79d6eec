"""What the administration pages of all apps share. They are for those who run the portal: cases are none of theirs."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst

from mla_portal.accounts.models import User
from mla_portal.accounts.time_zones import time_zone_names


def administrator(request: HttpRequest) -> User:
    """Who is at work, for the trail."""
    return cast(User, request.user)


def time_zone_choice(db_field: models.Field[Any, Any]) -> forms.ChoiceField:
    """A list to choose from, for a field that holds the name of a time zone."""
    return forms.ChoiceField(
        label=capfirst(db_field.verbose_name),
        help_text=db_field.help_text,
        choices=[(name, name) for name in sorted(time_zone_names())],
        initial=db_field.get_default() if db_field.has_default() else "UTC",
    )


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """Rows that are written by services alone."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
