"""Reviews in SQLite or PostgreSQL, through SQLAlchemy."""

from .database import Database
from .reviews import SqlReviews

__all__ = ["Database", "SqlReviews"]
