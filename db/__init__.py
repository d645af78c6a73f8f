"""The storage: tables, the change log, and every line of SQL. Knows tables, not meaning; no Qt."""
