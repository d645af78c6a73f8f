"""The fixtures of the window, for its screens."""

from tests.ui.conftest import _light, at_new, at_sample, me, qapp, sample, sample_folder

__all__ = ["_light", "at_new", "at_sample", "me", "qapp", "sample", "sample_folder"]
