"""Nhập kế hoạch: from a document to programmes, targets and tasks, reviewed in between."""
