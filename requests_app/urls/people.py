"""Whose work it is: who leaves, and what nobody has any more."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.leaving import orphan_list, people_leave

urlpatterns: list[URLPattern] = [
    path("people/<slug:code>/<uuid:person>/leave/", people_leave, name="people_leave"),
    path("orphans/", orphan_list, name="orphans"),
]
