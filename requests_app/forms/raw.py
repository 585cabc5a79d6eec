"""From what a control shows back to what a browser would send for it."""

from __future__ import annotations

from django import forms


def raw_of(field: forms.BoundField) -> dict[str, list[str]]:
    """{name: values} of one field; a box that is not ticked sends nothing."""
    widget, value = field.field.widget, field.value()
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value) or []
        return {f"{field.html_name}_{number}": [part] for number, part in enumerate(parts)}
    if isinstance(widget, forms.CheckboxInput):
        return {field.html_name: ["on"]} if value else {}
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return {field.html_name: [str(one) for one in value or []]}
    return {field.html_name: ["" if value is None else str(value)]}
