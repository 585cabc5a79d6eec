"""Three things of Linux that Python has no word for."""

from __future__ import annotations

import ctypes
import os
import signal
import struct
from collections.abc import Iterable
from pathlib import Path

NOBODY = 65534
_PR_SET_PDEATHSIG = 1
_PR_SET_SECUREBITS = 28
_SECBIT_NO_SETUID_FIXUP = 1 << 2
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAP_DAC_OVERRIDE = 1
_CAPABILITY_VERSION_3 = 0x20080522

# Loaded before any fork: between fork and exec nothing may be imported.
_LIBC = ctypes.CDLL(None, use_errno=True)


def die_with_parent(with_signal: signal.Signals, parent: int) -> None:
    """Ask the kernel to send this process `with_signal` when its parent is gone."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        os.kill(os.getpid(), signal.SIGKILL)


def is_handling(pid: int, signals: Iterable[signal.Signals]) -> bool:
    """Whether that process is inside its handler of one of these signals, which blocks the signal meanwhile."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:  # it has ended
        return False
    blocked = int(next(line for line in status.splitlines() if line.startswith("SigBlk:")).split()[1], 16)
    return any(blocked & 1 << each - 1 for each in signals)


def become_nobody(*, keep_reach: bool) -> None:
    """Give up root. With `keep_reach` the process may still walk through directories that are closed to others.

    A clone under /root is the case for that: PostgreSQL refuses to run as root, and its data lies in the clone.
    """
    if keep_reach:
        # Without this bit the change of user clears what is kept below, and access(2) does not count it.
        _LIBC.prctl(_PR_SET_SECUREBITS, _SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    if keep_reach:
        only = 1 << _CAP_DAC_OVERRIDE
        _LIBC.capset(struct.pack("Ii", _CAPABILITY_VERSION_3, 0), struct.pack("IIIIII", only, only, only, 0, 0, 0))
        _LIBC.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0)
