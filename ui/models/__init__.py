"""Table and tree models over the core's lists."""
