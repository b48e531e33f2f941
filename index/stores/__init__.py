"""Where the fields of an index are kept: files on this machine, or a server."""

from index.settings import StoreSettings
from index.stores.types import Fields, Found, Rows, Store


def store_of(settings: StoreSettings) -> Store:
    """The store that the settings name; the library of a server is imported only where it is named."""
    if settings.store == "milvus":
        from index.stores.milvus import MilvusStore

        return MilvusStore(settings.uri, settings.token.get_secret_value(), settings.collection, settings.collections)
    from index.stores.local import LocalStore

    return LocalStore()


__all__ = ["Fields", "Found", "Rows", "Store", "store_of"]
