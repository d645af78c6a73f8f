"""The exchange between levels: files that say everything their sender owns; the newest version wins (DESIGN 6)."""
