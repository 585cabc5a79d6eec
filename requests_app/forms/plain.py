"""A line or a text taken as it was typed: the service behind the form judges it, not the control."""

from __future__ import annotations

from typing import Any

from django import forms


class PlainField(forms.CharField):
    def clean(self, value: Any) -> str:
        return str(value or "").strip()
