from __future__ import annotations

import pytest

from mla_portal.accounts.models import User
from tests.world import PASSWORD


@pytest.fixture
def keeper(db: None) -> User:
    """An administrator, of no authority."""
    return User.objects.create_superuser("keeper", PASSWORD, name="Keeper")
