"""Papers: a document described without a format, and three writers that print it alike.

``content`` says what a document is, ``layout`` every measure of the page, ``writing.write`` puts it into a PDF,
DOCX or XLSX file.
"""
