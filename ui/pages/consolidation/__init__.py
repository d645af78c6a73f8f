"""Figures of the units put together: units by quarter, how far from the target, what looks wrong."""
