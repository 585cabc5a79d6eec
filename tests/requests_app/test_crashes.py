"""Worker, beat, broker and database die at random moments while reminders are due: none is lost, none is said twice.

A few kills with the code of benchmarks/crashes.py, which docs/reminders.md says how to run for long.
"""

from __future__ import annotations

import subprocess
import sys

from mla_portal.env import BASE_DIR


def test_nothing_is_lost_and_nothing_is_said_twice() -> None:
    run = [sys.executable, "-m", "benchmarks.crashes", "--kills", "5", "--deadlines", "60", "--seed", "7"]
    done = subprocess.run(run, cwd=BASE_DIR, capture_output=True, text=True, timeout=600, check=False)
    assert "60 reminders due: 0 lost, 0 said twice, 0 half done" in done.stdout, done.stdout + done.stderr
