"""Plan documents of our own with the marks of a careful reader, and how a recogniser is scored on them."""
