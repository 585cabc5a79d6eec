from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.advice import advice

urlpatterns: list[URLPattern] = [path("advice/", advice, name="advice")]
