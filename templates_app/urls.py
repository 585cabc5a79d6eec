from __future__ import annotations

from django.urls import path

from templates_app.views import document_schema

urlpatterns = [path("schemas/<slug:name>-<int:version>.json", document_schema, name="document_schema")]
