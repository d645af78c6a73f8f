"""The command line: every use case of the window without a window, for scripts, tests and people who like to type."""
