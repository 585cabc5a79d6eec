"""What a rendering may read: the files that ship with the templates, and nothing else on this machine or any other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ASSETS = (Path(__file__).parent / "assets").resolve()


class PackagedFiles(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Refuses every address outside `assets` and stops the rendering: no document goes on without a part of it."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"file"}, allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        address = urlsplit(url)
        path = Path(url2pathname(address.path)).resolve()
        if address.scheme != "file" or address.netloc or not path.is_relative_to(ASSETS) or not path.is_file():
            raise FatalURLFetchingError(f"A document may not read {url}.")
        return URLFetcherResponse(url, path.read_bytes())
