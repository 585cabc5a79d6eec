"""What the requested side keeps for others, and nobody came for."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.kept import kept, kept_one

urlpatterns: list[URLPattern] = [
    path("kept/", kept, name="kept"),
    path("requests/<uuid:pk>/kept/<uuid:preservation>/", kept_one, name="kept_one"),
]
