"""Exchange with other offices: whom we know, what came, what went."""
