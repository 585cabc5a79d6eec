from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RequestsConfig(AppConfig):
    name = "requests_app"
    verbose_name = _("Requests")

    def ready(self) -> None:
        from mla_portal.accounts.panels import show_panel
        from requests_app.views import requests_navigation
        from requests_app.views.attention import account_attention

        requests_navigation.register()
        show_panel("accounts/attention.html", account_attention)
