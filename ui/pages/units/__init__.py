"""Units below, the office's bans and people."""
