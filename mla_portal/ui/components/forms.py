"""Fields, and the errors of a page in one place."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mla_portal.ui.components.library import draw, library
from mla_portal.ui.summary import problems_of


@library.simple_tag
def error_summary(*forms: Any) -> SafeString:
    """All errors of these forms and formsets, linked; nothing when there are none. Stands first in the content."""
    return draw("error_summary", problems=problems_of(*forms))


@library.simple_tag
def error_prefix(*forms: Any) -> str:
    """`Error: ` for the page title when a form has errors."""
    return _("Error: ") if problems_of(*forms) else ""


@library.simple_tag
def form_fields(form: BaseForm, *names: str) -> SafeString:
    """The fields of a form, all or those named, in the portal's look; hidden ones always come along."""
    visible = [form[name] for name in names] if names else form.visible_fields()
    hidden = form.hidden_fields()
    drawn = [str(field) for field in hidden] + [field.as_field_group() for field in visible]
    return format_html_join("", "{}", ((SafeString(field),) for field in drawn))
