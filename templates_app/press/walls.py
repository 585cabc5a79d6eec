"""What the system itself refuses a child of the press, whatever becomes of the code in it. Linux, without privileges.

Landlock lets it read programs, libraries and fonts, and nothing else; seccomp lets it open no connection, start no
program and touch no other process. A child can take neither back. Where the kernel lacks one, the other still holds.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
# Landlock has the same numbers on every processor.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_READ = 1 << 2 | 1 << 3  # files, directories
# How many rights over files each version of Landlock knows; of the network, binding and connecting over TCP from 4 on.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_RIGHTS_SINCE_5, _NETWORK_SINCE, _NETWORK = 16, 4, 3

_DENIED = ("socket", "connect", "bind", "execve", "execveat", "ptrace", "vm_readv", "vm_writev", "kill", "io_uring")
_NUMBERS = {
    "x86_64": (0xC000003E, (41, 42, 49, 59, 322, 101, 310, 311, 62, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 221, 281, 117, 270, 271, 129, 425)),
}
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
_X32 = 0x40000000  # the other numbers of the same calls


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def readable() -> list[Path]:
    """Where Python, its packages, the libraries and fonts of the system are. No data, settings or secrets of ours."""
    python = (sys.prefix, sys.exec_prefix, str(Path(str(os.__file__)).parent))
    system = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share", "/etc/fonts")
    single = ("/etc/ld.so.cache", "/dev/urandom", "/dev/null")
    return [Path(__file__).resolve().parents[1], *map(Path, (*python, *system, *single))]


class Walls:
    """Made once in the press, raised in each child; `holds` says which of the two the kernel has."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.rules = _rules(self.libc, paths)
        self.program = _program()

    @property
    def holds(self) -> tuple[str, ...]:
        return ("files",) * (self.rules is not None) + ("calls",) * (self.program is not None)

    def raise_them(self) -> None:
        """For this process and for ever. Raises OSError."""
        if not self.holds:
            return
        _checked(self.libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        if self.rules is not None:
            _checked(self.libc.syscall(_RESTRICT_SELF, self.rules, 0))
        if self.program is not None:
            program = ctypes.create_string_buffer(self.program, len(self.program))
            said = _Program(len(self.program) // 8, ctypes.cast(program, ctypes.c_void_p))
            _checked(self.libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(said)))


def _rules(libc: ctypes.CDLL, paths: Iterable[Path]) -> int | None:
    """The set of rules as a descriptor; None where the kernel has no Landlock."""
    if not sys.platform.startswith("linux"):
        return None
    version = libc.syscall(_CREATE_RULESET, None, 0, _VERSION)
    if version < 1:
        return None
    files = (1 << _RIGHTS.get(version, _RIGHTS_SINCE_5)) - 1
    said = struct.pack("=QQ", files, _NETWORK) if version >= _NETWORK_SINCE else struct.pack("=Q", files)
    rules = libc.syscall(_CREATE_RULESET, said, len(said), 0)
    if rules < 0:
        return None
    for path in paths:
        with suppress(FileNotFoundError):
            _allow(libc, rules, path)
    return int(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        right = _READ if path.is_dir() else 1 << 2
        _checked(libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", right, place), 0))
    finally:
        os.close(place)


def _program() -> bytes | None:
    """A filter of calls for this processor; None for one that is not known here."""
    if not sys.platform.startswith("linux") or platform.machine() not in _NUMBERS:
        return None
    processor, denied = _NUMBERS[platform.machine()]
    end = len(denied)
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, processor),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, end + 1, 0, _X32),
        *((_EQUAL, end - place, 0, number) for place, number in enumerate(denied)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _checked(answer: int) -> None:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
