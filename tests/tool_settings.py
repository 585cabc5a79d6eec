"""The settings as tools that never connect see them (mypy, makemigrations --check): no service has to run."""

from __future__ import annotations

import os

os.environ.setdefault("SECRET_KEY", "a key for tools that protects nothing whatsoever")
os.environ.setdefault("FILE_KEYS", f"k1:{'A' * 43}=")
os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")

from mla_portal.settings import *  # noqa: F403 - the settings, once the environment stands
