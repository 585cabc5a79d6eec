"""What a file is called: one line of signs that can be seen, without a path, that fits every file system."""

from __future__ import annotations

import unicodedata

from mla_portal.values import one_line

LENGTH_LIMIT = 150
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Signs that turn the order of reading: "invoice_fdp.exe" must not be shown as "invoice_exe.pdf".
_TURNING = str.maketrans(dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"))


def name_clean(given: str) -> str:
    """The last part of a path, bounded, its ending kept; "file" where nothing is left."""
    text = unicodedata.normalize("NFC", given).translate(_TURNING).replace("\\", "/")
    last = one_line(text.rpartition("/")[2].encode("utf-8", "ignore").decode()).translate(_FORBIDDEN).strip(". ")
    if not last:
        return "file"
    stem, dot, ending = last.rpartition(".")
    if not stem or len(ending) > 20:
        return last[:LENGTH_LIMIT]
    return stem[: LENGTH_LIMIT - len(ending) - 1].rstrip(". ") + dot + ending
