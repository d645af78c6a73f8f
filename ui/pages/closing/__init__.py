"""Closing a quarter, as a guide: what is missing, what is inconsistent, then the lock."""
