"""Programmes and their tasks as a tree; who does what, by when."""
