"""The page of oneself: who I am, how times and words are shown to me, my password, my keys."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from mla_portal.accounts.forms import PasswordForm, PreferencesForm, TokenForm
from mla_portal.accounts.models import User
from mla_portal.accounts.panels import drawn_for
from mla_portal.accounts.selectors import tokens_in_use
from mla_portal.accounts.services.guessing import TooManyAttempts
from mla_portal.accounts.services.tokens import token_create, token_revoke
from mla_portal.accounts.services.users import password_change, preferences_change
from mla_portal.errors import Invalid


class Account(View):
    form_class = PreferencesForm

    def get(self, request: HttpRequest) -> HttpResponse:
        return account_page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PreferencesForm(request.POST, instance=User.objects.get(pk=cast(User, request.user).pk))
        if not form.is_valid():
            return account_page(request, preferences=form, status=400)
        preferences_change(actor=cast(User, request.user), **form.cleaned_data)
        messages.success(request, _("Your language and time zone are saved."))
        return redirect("account")


class TokenCreate(View):
    form_class = TokenForm

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("account")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TokenForm(request.POST)
        if not form.is_valid():
            return account_page(request, token_form=form, status=400)
        token, key = token_create(
            actor=cast(User, request.user), label=form.cleaned_data["label"], expires_at=form.expires_at
        )
        # Drawn at once and not after a redirect: to be shown on another page, the key would have to be stored.
        return render(request, "accounts/token_created.html", {"token": token, "key": key})


@require_POST
def token_end(request: HttpRequest, token_id: UUID) -> HttpResponse:
    token = token_revoke(actor=cast(User, request.user), token_id=token_id)
    messages.success(request, _("The key “%s” is revoked. What used it can no longer sign in.") % token.label)
    return redirect("account")


@method_decorator(sensitive_post_parameters(), name="dispatch")
class PasswordChange(View):
    form_class = PasswordForm

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(PasswordForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PasswordForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=400)
        old, new = form.cleaned_data["old_password"], form.cleaned_data["new_password"]
        try:
            user = password_change(actor=cast(User, request.user), old_password=old, new_password=new)
        except Invalid as refusal:
            form.add_refusal(refusal)
            return self._page(form, status=400)
        except TooManyAttempts as refusal:
            form.add_error(None, refusal.message)
            return self._page(form, status=refusal.status)
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is changed. Your other browsers are signed out."))
        return redirect("account")

    def _page(self, form: PasswordForm, status: int = 200) -> HttpResponse:
        return render(self.request, "accounts/password.html", {"form": form}, status=status)


def account_page(
    request: HttpRequest,
    *,
    preferences: PreferencesForm | None = None,
    token_form: TokenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = cast(User, request.user)
    context: dict[str, Any] = {
        "preferences": preferences or PreferencesForm(instance=user),
        "token_form": token_form or TokenForm(),
        "tokens": tokens_in_use(user=user),
        "panels": drawn_for(request),
    }
    context["forms"] = [context["preferences"], context["token_form"]]
    return render(request, "accounts/account.html", context, status=status)
