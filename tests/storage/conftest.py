from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from mla_portal.accounts.models import User


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    """Where the files of this test lie, and nothing else."""
    settings.FILES_DIR = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("officer", name="Officer")
