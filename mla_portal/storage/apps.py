from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StorageConfig(AppConfig):
    name = "mla_portal.storage"
    label = "storage"
    verbose_name = _("Files")
