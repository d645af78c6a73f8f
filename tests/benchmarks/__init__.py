"""Measurements against a limit in the same run, as ratios. ``packaging/dev.py bench`` runs them; they are no tests."""
