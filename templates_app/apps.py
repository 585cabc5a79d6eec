from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class TemplatesAppConfig(AppConfig):
    name = "templates_app"

    def ready(self) -> None:
        import_module("templates_app.signing.checks")
