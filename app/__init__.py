"""The core: what the program means, without Qt and without SQL."""
