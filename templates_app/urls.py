from __future__ import annotations

from django.urls import path

from templates_app.views import request_schema

urlpatterns = [path("schemas/request-<int:version>.json", request_schema, name="request_schema")]
