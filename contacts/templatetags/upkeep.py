from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.db.models import Model

register = template.Library()


@register.filter
def of(found: Mapping[Any, Any], row: Model) -> Any:
    """What was found for this row: `{{ upkeep.tests|of:desk }}`."""
    return found.get(row.pk)
