"""Everything that was changed, by whom and when."""
