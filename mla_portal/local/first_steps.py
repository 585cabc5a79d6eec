"""What stands between running services and a portal to look at: tables, translations, static files, the directory and
demo data.

Each step may be repeated at any time. One process does them all, because starting Django takes longer than most.
"""

from __future__ import annotations

import os

import django
from django.core.management import call_command

from mla_portal.local import static_files, translations


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mla_portal.settings")
    translations.compile_all()
    django.setup()
    call_command("migrate", interactive=False)
    static_files.collect_if_changed()
    call_command("load_directory")
    call_command("load_demo")


if __name__ == "__main__":
    main()
