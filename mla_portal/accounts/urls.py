from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from mla_portal.accounts.views.account import Account, PasswordChange, TokenCreate, token_end
from mla_portal.accounts.views.sign_in import SignIn, SignOut, admin_sign_in

urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("account/", Account.as_view(), name="account"),
    path("account/password/", PasswordChange.as_view(), name="password_change"),
    path("account/tokens/", TokenCreate.as_view(), name="token_create"),
    path("account/tokens/<uuid:token_id>/revoke/", token_end, name="token_revoke"),
    # Before the administration's own addresses of the same names: it has no second door, and no second lock.
    path("admin/login/", admin_sign_in),
    path("admin/logout/", SignOut.as_view()),
    path("admin/password_change/", RedirectView.as_view(pattern_name="password_change")),
]
