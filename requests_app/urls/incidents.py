"""What went wrong with confidentiality."""

from __future__ import annotations

from django.urls import URLPattern, path

from requests_app.views.incidents import incident, incident_new, incidents

urlpatterns: list[URLPattern] = [
    path("incidents/", incidents, name="incidents"),
    path("requests/<uuid:pk>/incidents/new/", incident_new, name="incident_new"),
    path("requests/<uuid:pk>/incidents/<uuid:incident>/", incident, name="incident"),
]
