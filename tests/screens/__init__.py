"""The screens as people see, reach and hear them: every page in every dress and size, by keyboard, and to a screen reader."""
