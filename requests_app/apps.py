from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    name = "requests_app"
    verbose_name = _("Requests")

    def ready(self) -> None:
        from requests_app.views import requests_navigation

        requests_navigation.register()
