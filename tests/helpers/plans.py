"""A small plan as a careful reader would mark it (tiendo.plan/1)."""

from typing import Any

PLAN: dict[str, Any] = {
    "schema": "tiendo.plan/1",
    "document": {"kind": "KẾ HOẠCH", "number": "07/KH-LĐLĐ", "issued_on": "2026-01-05", "title": "Công tác năm 2026"},
    "programmes": [
        {"number": "1", "title": "Chăm lo đời sống", "lead": "Ban Chính sách - Pháp luật", "lines": [3, 3]},
        {"number": "2", "title": "Phát triển đoàn viên", "lead": "Ban Tổ chức", "lines": [4, 4]},
    ],
    "tasks": [
        {
            "group": "Chăm lo đời sống",
            "text": "Tổ chức Tết sum vầy",
            "end": "2026-02-10",
            "scope": "own",
            "lines": [9, 9],
        },
        {"group": "Phát triển đoàn viên", "text": "Kết nạp đoàn viên", "scope": "passed_down", "lines": [12, 12]},
    ],
    "targets": [
        {
            "text": "Kết nạp 90 % người lao động",
            "value": 90,
            "unit": "percent",
            "comparator": "at_least",
            "horizon": {"kind": "yearly"},
            "section": "Phát triển đoàn viên",
            "lines": [14, 14],
        }
    ],
    "warnings": [{"line": 14, "code": "odd_threshold", "message": "Mức giao khác thường"}],
}
