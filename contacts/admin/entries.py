"""The entries of the directory: corrected, not deleted, for requests that were sent refer to them."""

from __future__ import annotations

from typing import Any, ClassVar, TypeAlias

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contacts.admin.entry_form import EntryModelForm, entry_type_of
from contacts.articles import article_normal, validate_article
from contacts.models import (
    Authority,
    ContactPoint,
    Instrument,
    InstrumentStatus,
    Jurisdiction,
    Origin,
    PreservationPractice,
    ProviderEntity,
    Requirements,
    Reservation,
    ServiceProvider,
)
from contacts.services.entries import entry_saved
from contacts.telephones import telephone_international, validate_telephone
from mla_portal.administration import administrator, time_zone_choice

Fieldset: TypeAlias = "tuple[Any, Any]"

_PROVENANCE: Fieldset = (_("Where it comes from"), {"fields": ("source", "checked_on", "standing", "remark")})
_VALIDITY: Fieldset = (_("When it holds"), {"fields": ("valid_from", "valid_until")})


class TelephoneField(forms.CharField):
    """Cleans to the international form."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return telephone_international(text) if text else text


class ArticleField(forms.CharField):
    """Cleans to the one form of an article."""

    def clean(self, value: Any) -> Any:
        return article_normal(super().clean(value))


def _field(db_field: models.Field[Any, Any]) -> forms.Field | None:
    """The form fields that the directory draws otherwise than Django."""
    if db_field.name == "time_zone" and not db_field.blank:
        return time_zone_choice(db_field)
    if validate_telephone in db_field.validators:
        return TelephoneField(label=capfirst(db_field.verbose_name), required=not db_field.blank, max_length=40)
    if validate_article in db_field.validators:
        return ArticleField(label=capfirst(db_field.verbose_name), help_text=db_field.help_text, max_length=40)
    return None


class EntryAdmin(admin.ModelAdmin[Any]):
    form = EntryModelForm

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("code", *entry_type_of(self.model).fixed) if obj else ()
        return (*fixed, *(str(name) for name in self.readonly_fields))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return _field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        _save(request, form)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        for one in formset.forms:
            if one.has_changed():
                _save(request, one)


def _save(request: HttpRequest, form: EntryModelForm) -> None:
    if form.stood is None:
        form.instance.save(force_insert=True)
    elif form.written:
        form.instance.save(update_fields=form.written)
    entry_saved(
        actor=administrator(request),
        entry_type=form.entry_type,
        row=form.instance,
        before=form.stood,
        origin=Origin.ADMINISTRATION,
    )


@admin.register(Jurisdiction)
class JurisdictionAdmin(EntryAdmin):
    list_display = ("code", "name", "parent", "time_zone")
    search_fields = ("code",)
    fields = ("code", "parent", "time_zone")


@admin.register(Instrument)
class InstrumentAdmin(EntryAdmin):
    list_display = ("code", "short_name", "kind", "in_force_on", "standing")
    list_filter = ("kind", "standing")
    search_fields = ("code", "name", "short_name")
    fieldsets = (
        (None, {"fields": ("code", "name", "short_name", "kind", "opened_on", "in_force_on", "url")}),
        _PROVENANCE,
    )


@admin.register(InstrumentStatus)
class InstrumentStatusAdmin(EntryAdmin):
    list_display = ("code", "jurisdiction", "instrument", "in_force_from", "in_force_until", "standing")
    list_filter = ("instrument", "standing")
    list_select_related = ("jurisdiction", "instrument")
    search_fields = ("code", "jurisdiction__code")
    autocomplete_fields = ("jurisdiction", "instrument")
    fieldsets = (
        (None, {"fields": ("code", "jurisdiction", "instrument", "signed_on", "ratified_on")}),
        (_("When it holds"), {"fields": ("in_force_from", "in_force_until")}),
        _PROVENANCE,
    )


@admin.register(Reservation)
class ReservationAdmin(EntryAdmin):
    list_display = ("code", "jurisdiction", "instrument", "article", "nature", "valid_from", "valid_until", "standing")
    list_filter = ("instrument", "nature", "standing")
    list_select_related = ("jurisdiction", "instrument")
    search_fields = ("code", "jurisdiction__code", "article")
    autocomplete_fields = ("jurisdiction", "instrument")
    fieldsets = (
        (None, {"fields": ("code", "jurisdiction", "instrument", "nature", "article", "text")}),
        _VALIDITY,
        _PROVENANCE,
    )


class _CountryEntryAdmin(EntryAdmin):
    list_select_related: ClassVar[Any] = ("jurisdiction",)
    list_filter = ("standing",)
    search_fields: ClassVar[Any] = ("code", "jurisdiction__code")
    autocomplete_fields: ClassVar[Any] = ("jurisdiction",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own = entry_type_of(self.model).fields
        kept = {name for _title, options in (_VALIDITY, _PROVENANCE) for name in options["fields"]}
        return [(None, {"fields": ("code", *(name for name in own if name not in kept))}), _VALIDITY, _PROVENANCE]


@admin.register(PreservationPractice)
class PreservationPracticeAdmin(_CountryEntryAdmin):
    list_display = ("code", "jurisdiction", "initial_days", "extension_days", "max_total_days", "standing")


@admin.register(Requirements)
class RequirementsAdmin(_CountryEntryAdmin):
    list_display = ("code", "jurisdiction", "preservation_languages", "mla_languages", "standing")


@admin.register(ServiceProvider)
class ServiceProviderAdmin(EntryAdmin):
    list_display = ("code", "name", "standing")
    search_fields = ("code", "name", "services")
    fieldsets = ((None, {"fields": ("code", "name", "services", "website")}), _PROVENANCE)


@admin.register(ProviderEntity)
class ProviderEntityAdmin(_CountryEntryAdmin):
    list_display = ("code", "legal_name", "provider", "jurisdiction", "standing")
    list_select_related = ("jurisdiction", "provider")
    search_fields = ("code", "legal_name", "provider__name")
    autocomplete_fields = ("provider", "jurisdiction")


class ContactPointInline(admin.StackedInline[ContactPoint, Authority]):
    model = ContactPoint
    form = EntryModelForm
    extra = 0
    ordering = ("order",)
    can_delete = False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return _field(db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Authority)
class AuthorityAdmin(EntryAdmin):
    list_display = ("code", "name", "country", "kind", "member", "channel", "valid_until", "standing")
    list_filter = ("kind", "member", "channel", "standing", "is_demo")
    search_fields = ("code", "name", "original_name", "city", "jurisdiction__code")
    readonly_fields = ("is_demo",)
    autocomplete_fields = ("jurisdiction",)
    inlines = (ContactPointInline,)
    fieldsets = (
        (None, {"fields": ("code", "jurisdiction", "kind", "name", "original_name", "is_demo")}),
        (
            _("How it is reached"),
            {"fields": ("member", "channel", "email", "telephone", "fax", "city", "address", "languages")},
        ),
        (_("When it is reached"), {"fields": ("time_zone", "office_hours")}),
        _VALIDITY,
        _PROVENANCE,
    )

    @admin.display(description=_("Country"), ordering="jurisdiction")
    def country(self, authority: Authority) -> str:
        return authority.country
