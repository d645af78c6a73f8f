"""The page "Nhật ký quý": the quarter is logged here, in a grid that behaves like a spreadsheet."""
