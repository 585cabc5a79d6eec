"""Forms in the portal's look: how fields are rendered, what they say when something is wrong, and the INSTANT field."""

from mla_portal.ui.forms.base import MendingTexts, PortalForm, PortalModelForm
from mla_portal.ui.forms.day import DayField
from mla_portal.ui.forms.instant import InstantField
from mla_portal.ui.forms.renderer import Renderer

__all__ = ["DayField", "InstantField", "MendingTexts", "PortalForm", "PortalModelForm", "Renderer"]
