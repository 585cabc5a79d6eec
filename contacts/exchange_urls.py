"""Files of the directory: out, in, and what a file would change."""

from __future__ import annotations

from django.urls import path

from contacts.views.exchange import exchange
from contacts.views.exchange_export import export_all, export_table
from contacts.views.exchange_preview import exchange_preview

urlpatterns = [
    path("directory/exchange/", exchange, name="exchange"),
    path("directory/exchange/<uuid:pk>/", exchange_preview, name="exchange_preview"),
    path("directory/export/directory.json", export_all, name="export_all"),
    path("directory/export/<slug:table>.csv", export_table, name="export_table"),
]
