"""The directory and the memberships, kept by administrators; every change leaves a trace."""

from __future__ import annotations

from contacts.admin.entries import AuthorityAdmin, EntryAdmin
from contacts.admin.memberships import MembershipAdmin

__all__ = ["AuthorityAdmin", "EntryAdmin", "MembershipAdmin"]
