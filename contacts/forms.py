from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.models import AuthorityKind
from mla_portal.ui.forms import PortalForm


class DirectoryFilter(PortalForm):
    q = forms.CharField(label=_("Name, country or code"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *AuthorityKind.choices])
