"""Roles are given and ended here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contacts.models import Membership
from contacts.roles import Role
from contacts.services.memberships import is_last_supervisor, membership_end, membership_grant
from mla_portal.administration import administrator


class MembershipForm(forms.ModelForm[Membership]):
    def clean(self) -> dict[str, Any]:
        given = {name: self.cleaned_data.get(name) for name in ("user", "authority", "role")}
        if all(given.values()) and Membership.objects.filter(**given, until__isnull=True).exists():
            raise forms.ValidationError(_("This person has this role there already."))
        return self.cleaned_data


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin[Membership]):
    """Given and ended, never changed: what somebody was allowed at a time must stay known."""

    form = MembershipForm
    list_display = ("user", "role", "authority", "since", "until")
    list_filter = (("until", admin.EmptyFieldListFilter), "role")
    list_select_related = ("user", "authority")
    search_fields = ("user__username", "user__name", "authority__code", "authority__name")
    autocomplete_fields = ("user", "authority")
    fields = ("user", "authority", "role")
    actions = ("end",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.fields, "since", "until") if obj else self.fields

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        given = membership_grant(
            actor=administrator(request), user=obj.user, authority=obj.authority, role=Role(obj.role)
        )
        obj.pk = given.pk

    @admin.action(description=_("End the chosen memberships"))
    def end(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        ended = 0
        for one in queryset.filter(until__isnull=True).select_related("user", "authority"):
            # Asked one by one: of two supervisors who are chosen together, the second is the last.
            if one.role == Role.SUPERVISOR and is_last_supervisor(one.user, one.authority):
                self._say_last(request, one)
            else:
                membership_end(actor=administrator(request), membership=one)
                ended += 1
        self.message_user(request, ngettext("%d membership ended.", "%d memberships ended.", ended) % ended)

    def _say_last(self, request: HttpRequest, membership: Membership) -> None:
        text = _(
            "%(name)s is the last supervisor of %(code)s, so this was not ended: make a colleague supervisor first, or"
            " end it on the page “People” of the authority."
        )
        self.message_user(request, text % {"name": membership.user, "code": membership.authority.code}, "warning")
