"""The directory and the memberships, kept by administrators; every change leaves a trace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contacts.models import Authority, ContactPoint, Jurisdiction, Membership
from contacts.roles import Role
from contacts.services.directory import directory_change_record
from contacts.services.memberships import membership_end, membership_grant
from mla_portal.administration import administrator, time_zone_choice


class DirectoryAdmin(admin.ModelAdmin[Any]):
    """Entries are corrected, not deleted: requests that were sent refer to them."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code", *self.readonly_fields) if obj else tuple(self.readonly_fields)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "time_zone":
            return time_zone_choice(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        fields = [*form.changed_data, *(formset.prefix for formset in formsets if formset.has_changed())]
        if fields:
            directory_change_record(
                actor=administrator(request),
                entry=form.instance,
                act="changed" if change else "added",
                fields=fields,
            )


@admin.register(Jurisdiction)
class JurisdictionAdmin(DirectoryAdmin):
    list_display = ("code", "name", "parent", "time_zone")
    search_fields = ("code",)
    fields = ("code", "parent", "time_zone")


class ContactPointInline(admin.TabularInline[ContactPoint, Authority]):
    model = ContactPoint
    extra = 0
    ordering = ("order",)


@admin.register(Authority)
class AuthorityAdmin(DirectoryAdmin):
    list_display = ("code", "name", "country", "kind", "member", "channel", "valid_until")
    list_filter = ("kind", "member", "channel", "is_demo")
    search_fields = ("code", "name", "original_name", "jurisdiction__code")
    readonly_fields = ("is_demo",)
    inlines = (ContactPointInline,)
    fieldsets = (
        (None, {"fields": ("code", "jurisdiction", "kind", "name", "original_name")}),
        (_("How it is reached"), {"fields": ("member", "channel", "email", "telephone", "fax", "address")}),
        (_("When"), {"fields": ("time_zone", "office_hours", "valid_from", "valid_until")}),
        (_("History"), {"fields": ("is_demo",)}),
    )

    @admin.display(description=_("Country"), ordering="jurisdiction")
    def country(self, authority: Authority) -> str:
        return authority.country


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
        running = list(queryset.filter(until__isnull=True).select_related("user", "authority"))
        for membership in running:
            membership_end(actor=administrator(request), membership=membership)
        said = ngettext("%d membership ended.", "%d memberships ended.", len(running)) % len(running)
        self.message_user(request, said)
