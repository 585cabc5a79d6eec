"""What a member of an authority may do. Roles are words for people; permissions are what the code asks for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    DRAFT = "draft", _("Draft requests")
    APPROVE = "approve", _("Approve requests")
    SEND = "send", _("Send requests")
    ACKNOWLEDGE = "acknowledge", _("Acknowledge requests received")
    EXECUTE = "execute", _("Execute requests received")
    SUPERVISE = "supervise", _("See the work of everybody and be told what is late")
    AUDIT = "audit", _("Read the audit trail")
    MANAGE_DIRECTORY = "manage_directory", _("Keep the authority's directory entry")


class Role(models.TextChoices):
    OFFICER = "officer", _("MLA officer")
    DRAFTER = "drafter", _("Drafter")
    SUPERVISOR = "supervisor", _("Supervisor")
    CONTACT = "contact", _("24/7 contact")
    AUDITOR = "auditor", _("Auditor")
    DIRECTORY_MANAGER = "directory_manager", _("Directory manager")


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset({Permission.DRAFT, Permission.SEND, Permission.ACKNOWLEDGE, Permission.EXECUTE}),
    Role.DRAFTER: frozenset({Permission.DRAFT, Permission.SEND}),
    # A supervisor is the last rung of the ladder, on both sides: whoever is told at night must be able to act alone.
    Role.SUPERVISOR: frozenset(
        {
            Permission.DRAFT,
            Permission.APPROVE,
            Permission.SEND,
            Permission.ACKNOWLEDGE,
            Permission.EXECUTE,
            Permission.SUPERVISE,
        }
    ),
    Role.CONTACT: frozenset({Permission.ACKNOWLEDGE, Permission.EXECUTE}),
    Role.AUDITOR: frozenset({Permission.AUDIT}),
    Role.DIRECTORY_MANAGER: frozenset({Permission.MANAGE_DIRECTORY}),
}
