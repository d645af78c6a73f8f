"""Data that ships with the program: fonts, icons, messages, forms, help. Read with ``importlib.resources``."""
