from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    name = "contacts"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from contacts.panels import account_memberships, authorities_as_text
        from mla_portal.accounts.panels import show_panel
        from mla_portal.ui import navigation

        show_panel("contacts/account_memberships.html", account_memberships)
        navigation.describe_person_with(authorities_as_text)
