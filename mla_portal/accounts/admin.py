"""Accounts: made, changed and ended by administrators. What a person may do is a membership, not a tick here."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from mla_portal.accounts.models import ApiToken, User
from mla_portal.accounts.services.administration import account_change, password_set_record
from mla_portal.accounts.services.users import user_create
from mla_portal.administration import ReadOnlyAdmin, administrator, time_zone_choice

admin.site.site_header = admin.site.site_title = _("Administration of the portal")
admin.site.index_title = _("People, directory and deadlines")
# Permissions come from memberships of an authority; a second way to give them would hide them.
admin.site.unregister(Group)

_PERSON = ("name", "function", "email", "phone", "language", "time_zone")


class NewAccountForm(BaseUserCreationForm[User]):
    class Meta:
        model = User
        fields = ("username", *_PERSON)


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Without the choice to have no password: whoever shall not sign in is made inactive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # in the stubs, of the user model of Django
    add_form = NewAccountForm
    change_password_form = PasswordForm
    add_form_template = "admin/change_form.html"
    list_display = ("username", "name", "function", "is_active", "is_superuser", "is_demo")
    list_filter = ("is_active", "is_superuser", "is_demo")
    search_fields = ("username", "name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined", "is_demo")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": _PERSON}),
        (_("Sign-in"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("History"), {"fields": ("date_joined", "last_login", "is_demo")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("username", "password1", "password2", *_PERSON)}),)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "time_zone":
            return time_zone_choice(db_field)
        if db_field.name == "language":
            return forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The trail names people for ever; who left may no longer sign in."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool) -> None:
        if change:
            account_change(actor=administrator(request), user=obj, fields=form.changed_data)
            return
        person = {name: getattr(obj, name) for name in _PERSON}
        password = form.cleaned_data["password1"]
        user_create(actor=administrator(request), username=obj.username, password=password, id=obj.id, **person)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().user_change_password(request, id, form_url)
            if response.status_code == HTTPStatus.FOUND:
                password_set_record(actor=administrator(request), user_id=id)
        return response


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("label", "user", "prefix", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("label", "user__username", "prefix")
    fields = list_display
