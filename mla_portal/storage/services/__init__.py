from mla_portal.storage.services.files import file_open, file_store, refusal_to_open
from mla_portal.storage.services.uploads import piece_add, upload_complete, upload_of, upload_start

__all__ = [
    "file_open",
    "file_store",
    "piece_add",
    "refusal_to_open",
    "upload_complete",
    "upload_of",
    "upload_start",
]
