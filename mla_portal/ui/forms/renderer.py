"""How Django draws our forms: label, hint, errors, then the control, tied together for assistive technology."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Select, "govuk-select"),
    (forms.Textarea, "govuk-textarea"),
    (forms.widgets.Input, "govuk-input"),
)


def control_class(widget: forms.Widget) -> str:
    """The class of the control, before whatever the form's author asked for with `attrs={"class": ...}`."""
    own = widget.attrs.get("class", "")
    base = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
    return " ".join(part for part in (base, own) if part)


class PortalBoundField(forms.BoundField):
    """A bound field that knows how it looks. Part widgets of a composite field carry classes of their own."""

    def build_widget_attrs(self, attrs: Any, widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        name = control_class(widget)
        if name and not isinstance(widget, forms.MultiWidget) and not widget.is_hidden:
            built["class"] = name
        # The browser would cut what is pasted in silence; the server says that it is too long.
        if "maxlength" in widget.attrs:
            built["maxlength"] = False
        if self.max_length:
            built["aria-describedby"] = f"{built.get('aria-describedby', '')} {self.auto_id}-info".strip()
            built["class"] = f"{name} govuk-js-character-count"
        return built

    @property
    def max_length(self) -> int | None:
        """How many characters the counter under a text area counts down from; None: no counter."""
        limit = getattr(self.field, "max_length", None)
        return limit if isinstance(self.field.widget, forms.Textarea) else None

    @property
    def counter_texts(self) -> dict[str, str]:
        """What the counter says, by the name of its data attribute; worded so that no language needs a plural."""
        under, over = _("Characters left: %(count)s"), _("Too long. Characters to take away: %(count)s")
        texts = {"characters-at-limit": under % {"count": 0}}
        for form in ("one", "few", "many", "other"):
            texts[f"characters-under-limit.{form}"] = under % {"count": "%{count}"}
            texts[f"characters-over-limit.{form}"] = over % {"count": "%{count}"}
        return texts

    @property
    def layout(self) -> str:
        """Which of the shapes in `components/forms/field.html` draws this field."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxSelectMultiple):
            return "checkboxes"
        if isinstance(widget, forms.RadioSelect):
            return "radios"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, forms.MultiWidget):
            return "parts"
        return "control"

    def target_of(self, code: str | None) -> str:
        """The id an error summary links to: the part that an error of this code is about, or the first control."""
        parts: dict[str, int] = getattr(self.field, "error_parts", {})
        if isinstance(self.field.widget, forms.MultiWidget):
            return f"{self.auto_id}_{parts.get(code or '', 0)}"
        if self.layout in {"radios", "checkboxes"}:
            return f"{self.auto_id}_0"
        return self.id_for_label


class Renderer(TemplatesSetting):
    """settings.FORM_RENDERER."""

    field_template_name = "components/forms/field.html"
    form_template_name = "components/forms/form.html"
    formset_template_name = "components/forms/formset.html"
    bound_field_class = PortalBoundField
