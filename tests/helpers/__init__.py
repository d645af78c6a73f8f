"""What several tests share: the clock, the log watch, laws' settings, tools of the checkout."""
