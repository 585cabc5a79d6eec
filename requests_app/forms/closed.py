"""Lists of which some options are shown, and cannot be chosen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from requests_app.forms.focus import Buttons


class _SomeClosed(forms.widgets.ChoiceWidget):
    closed: Collection[str] = ()

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if str(option["value"]) in self.closed:
            option["attrs"]["disabled"] = True
        return option


class SelectSome(_SomeClosed, forms.Select):
    pass


class ButtonsSome(_SomeClosed, Buttons):
    pass
