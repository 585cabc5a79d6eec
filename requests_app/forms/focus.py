"""Where the cursor stands when a page opens. In a list of boxes or buttons it stands in one of them, not in all."""

from __future__ import annotations

from typing import Any

from django import forms


class _OneOption(forms.widgets.ChoiceWidget):
    focused = False

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if self.focused and self.takes_focus(option["index"] == "0", bool(option["selected"])):
            option["attrs"]["autofocus"] = True
        return option

    def takes_focus(self, first: bool, selected: bool) -> bool:
        return first


class Boxes(_OneOption, forms.CheckboxSelectMultiple):
    pass


class Buttons(_OneOption, forms.RadioSelect):
    """Radio buttons of which one is always chosen."""

    def takes_focus(self, first: bool, selected: bool) -> bool:
        return selected


def focus(field: forms.BoundField, part: int = 0) -> None:
    """Let the page open with the cursor in this field; `part` of an instant."""
    widget = field.field.widget
    if isinstance(widget, _OneOption):
        widget.focused = True
    elif isinstance(widget, forms.MultiWidget):
        widget.widgets[part].attrs["autofocus"] = True
    else:
        widget.attrs["autofocus"] = True


def focus_first_error(*forms_: forms.BaseForm) -> bool:
    """In the first field that has errors; False when none has."""
    for form in forms_:
        for bound in form.visible_fields():
            if bound.errors:
                focus(bound)
                return True
    return False
