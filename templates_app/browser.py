"""The frozen HTML in a browser: it carries its own style, which a strict policy must be told about."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

# Of the template: what people typed is escaped, and no tag.
EMBLEM = '<img class="emblem"'
STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


def security_policy(html: str) -> str:
    """The Content-Security-Policy to serve a document's own HTML with: its styles by hash, the picture that it carries
    on its letterhead, and nothing else at all.
    """
    hashes = (b64encode(sha256(style.encode()).digest()).decode() for style in STYLE.findall(html))
    styles = " ".join(f"'sha256-{digest}'" for digest in hashes)
    pictures = " img-src data:;" if EMBLEM in html else ""
    return f"default-src 'none'; style-src {styles};{pictures} frame-ancestors 'self'; sandbox"
