"""`docs/running.md` lists the variables that the portal reads, each as `mla_portal/env.py` has it."""

from __future__ import annotations

import re
from dataclasses import fields

from mla_portal.env import BASE_DIR, Environment

PAGE = (BASE_DIR / "docs" / "running.md").read_text()
MAKEFILE = (BASE_DIR / "Makefile").read_text()


def row(name: str, default: str, meaning: str) -> str:
    return f"| `{name}` | {f'`{default}`' if default else ''} | {meaning} |"


def test_the_table_of_variables_is_that_of_the_reader() -> None:
    expected = [
        row(variable.name.upper(), variable.metadata["default"], variable.metadata["meaning"])
        for variable in fields(Environment)
    ]
    table = PAGE.split("## Variables")[1].split("\n## ")[0]
    assert [line for line in table.splitlines() if line.startswith("| `")] == expected


def test_the_commands_it_shows_exist() -> None:
    for target in re.findall(r"^ *make (\w+)", PAGE, re.M):
        assert re.search(rf"^{target}:", MAKEFILE, re.M)
    for path in re.findall(r"`(\S+\.(?:yml|py|md))`", PAGE):
        assert (BASE_DIR / path).exists()
