"""Reading: one module per subject. Every function takes the connection to read from and returns rows or plain values."""
