"""The studio of document templates, for administrators."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.studio import letterhead, studio, studio_new, translation
from requests_app.views.studio_draft import studio_act, studio_draft, studio_preview

urlpatterns: list[URLPattern] = [
    path("studio/", studio, name="studio"),
    path("studio/new/", studio_new, name="studio_new"),
    path("studio/letterheads/<slug:code>/", letterhead, name="letterhead"),
    path("studio/translations/<str:tag>/confirm/", translation, name="translation_confirm"),
    path("studio/<uuid:pk>/", studio_draft, name="studio_draft"),
    path("studio/<uuid:pk>/preview.html", studio_preview, {"form": "html"}, name="studio_preview"),
    path("studio/<uuid:pk>/preview.pdf", studio_preview, {"form": "pdf"}, name="studio_preview_pdf"),
    path("studio/<uuid:pk>/<slug:act>/", studio_act, name="studio_act"),
]
