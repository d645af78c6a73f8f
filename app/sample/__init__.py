"""A fictional province to try the program on: by hand-written texts (``province``), and at any scale (``bulk``)."""
