"""The shop's records: who is writing, and what they ordered."""

from .folder import FolderStore, read_shop
from .identity import Identity, identify
from .store import Catalogue, OrderStore

__all__ = ["Catalogue", "FolderStore", "Identity", "OrderStore", "identify", "read_shop"]
