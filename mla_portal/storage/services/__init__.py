from mla_portal.storage.services.files import file_open, file_store, refusal_to_open

__all__ = ["file_open", "file_store", "refusal_to_open"]
