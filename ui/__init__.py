"""The window: Qt, pictures and keys. It knows no SQL and asks only the core (``app``)."""
