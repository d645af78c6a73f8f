"""Targets: how far, against what, on how many units."""
