from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "mla_portal.api"
    label = "portal_api"
    verbose_name = _("HTTP contract")

    def ready(self) -> None:
        from mla_portal.api import schema  # noqa: F401  drf-spectacular finds its extensions by import
