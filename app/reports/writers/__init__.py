"""The three writers of a paper: PDF, DOCX, XLSX, and the layout they share."""
