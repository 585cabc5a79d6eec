"""What makes drafting quick."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.cases_express import case_express
from requests_app.views.requests_copy import request_copied

urlpatterns: list[URLPattern] = [
    path("cases/<uuid:pk>/requests/express/", case_express, name="case_express"),
    path("requests/<uuid:pk>/copy/", request_copied, name="request_copy"),
]
