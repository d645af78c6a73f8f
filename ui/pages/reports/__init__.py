"""Reports: the papers of a period, as they will be printed, and what was signed."""
