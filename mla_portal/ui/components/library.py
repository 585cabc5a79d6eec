"""Where the components register, and how they are drawn."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

library = template.Library()


def draw(component: str, /, **values: Any) -> SafeString:
    return render_to_string(f"components/{component}.html", values)
