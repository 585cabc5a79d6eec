"""What a rendering may read: the files that ship with the templates, the picture of its own letterhead, and nothing
else on this machine or any other.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSETS = (Path(__file__).parent / "assets").resolve()
PICTURES = {f"data:{kind};base64": kind for kind in ("image/png", "image/jpeg")}


class PackagedFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Refuses every address outside `assets` and stops the rendering: no document goes on without a part of it.

    Of what a page carries in an address itself it takes one thing: bytes of the hash `picture`, made in this press.
    """

    def __init__(self, picture: str = "") -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False)
        self.picture = picture

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        address = urlsplit(url)
        if address.scheme == "data" and self.picture:
            return self._inline(url)
        path = Path(url2pathname(address.path)).resolve()
        if address.scheme != "file" or address.netloc or not path.is_relative_to(ASSETS) or not path.is_file():
            raise FatalURLFetchingError(f"A document may not read {url[:200]}.")
        return URLFetcherResponse(url, path.read_bytes())

    def _inline(self, url: str) -> URLFetcherResponse:
        head, _comma, data = url.partition(",")
        kind = PICTURES.get(head)
        try:
            content = b64decode(data, validate=True) if kind else b""
        except ValueError:
            content = b""
        if sha256(content).hexdigest() != self.picture:
            raise FatalURLFetchingError("A document may show no picture but that of its letterhead.")
        return URLFetcherResponse(url, content, headers={"Content-Type": kind})
