from .load import load_demo
from .reset import empty_database, has_data

__all__ = ["empty_database", "has_data", "load_demo"]
