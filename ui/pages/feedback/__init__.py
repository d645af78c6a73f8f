"""Kiến nghị: what units say about what they were given, and what the issuers answer."""
