"""Charts of papers: one drawing without a format, told by the screen (SVG), the PDF and the DOCX alike."""
