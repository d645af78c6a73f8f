"""A plan of one page, marked as a reader of documents would: every kind of item once, in words of our own."""

from typing import Any


def small_plan() -> dict[str, Any]:
    """The marks; a fresh copy for each test."""
    return {
        "schema": "tiendo.plan/1",
        "document": {
            "kind": "KẾ HOẠCH",
            "title": "Chăm lo đoàn viên năm 2026",
            "number": "15/KH-LĐLĐ",
            "issued_on": "2026-01-12",
            "place": "Mẫu",
            "issuer": "LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU",
            "issued_under": {"number": "30/QĐ-LĐLĐ", "issued_on": "2026-01-12"},
        },
        "references": [
            {"number": "02-NQ/TW", "issued_on": "2021-06-12", "text": "Nghị quyết số 02-NQ/TW", "occurrences": [3]},
            {"number": "30/QĐ-LĐLĐ", "issued_on": "2026-01-12"},
        ],
        "programmes": [
            {"number": "1", "title": "Chăm lo dịp Tết", "lead": "Ban Chính sách và Pháp luật", "lines": [10, 10]},
            {"number": "2", "title": "Nhà ở công nhân", "lead": None, "lines": [20, 20]},
        ],
        "targets": [
            {
                "text": "Đến năm 2028 có 80% đoàn viên khó khăn được tặng quà",
                "text_full": "Đến năm 2028 có 80% đoàn viên khó khăn được tặng quà, đến năm 2030 có 92,5%.",
                "value": 80,
                "unit": "percent",
                "comparator": "at_least",
                "horizon": {"kind": "by", "from": None, "to": 2028},
                "base": "đoàn viên khó khăn",
                "measure": "qua",
                "section": "Chăm lo dịp Tết",
                "lines": [12, 12],
            },
            {
                "text": "đến năm 2030 có 92,5%",
                "text_full": "Đến năm 2028 có 80% đoàn viên khó khăn được tặng quà, đến năm 2030 có 92,5%.",
                "value": 92.5,
                "unit": "percent",
                "comparator": "at_least",
                "horizon": {"kind": "by", "to": 2030},
                "measure": "qua",
                "section": "Chăm lo dịp Tết",
                "lines": [12, 12],
            },
            {
                "text": "Giai đoạn 2026 - 2030 xây 40 nhà",
                "value": 40,
                "unit": "count",
                "comparator": "at_least",
                "horizon": {"kind": "span", "from": 2026, "to": 2030},
                "section": "Nhà ở công nhân",
                "lines": [22, 22],
            },
            {
                "text": "Hầu hết đơn vị có tổ tương trợ",
                "comparator": "words",
                "horizon": {"kind": "by"},
                "lines": [23, 23],
            },
            {"text": "Quyết toán đúng hạn", "comparator": "yes", "horizon": {"kind": "yearly"}, "lines": [24, 24]},
        ],
        "tasks": [
            {
                "group": "Chăm lo dịp Tết",
                "text": "Tặng quà đoàn viên khó khăn, gồm:",
                "details": ["quà bằng tiền;", "quà bằng hiện vật."],
                "path": ["II", "1", "a)"],
                "start": "2026-01-15",
                "end": "2026-02-10",
                "collaborators": ["Ban Tài chính", "các ban liên quan"],
                "scope": "own",
                "lines": [13, 15],
            },
            {
                "group": "Đối với công đoàn cơ sở trường học",
                "text": "Rà soát danh sách đoàn viên khó khăn",
                "path": ["II", "2"],
                "start": None,
                "end": None,
                "lead": "Ban Chấp hành công đoàn cơ sở",
                "scope": "passed_down",
                "lines": [17, 17],
            },
        ],
        "milestones": [{"start": "2026-10-01", "end": "2026-12-31", "text": "Quý IV/2026: tổng kết"}],
        "duties": [
            {"body": "Ban Tổ chức", "texts": ["Ban Tổ chức theo dõi chương trình 2."], "programmes": ["2"]},
            {"body": "Công đoàn cơ sở", "texts": ["Báo cáo trước ngày 05/12."], "programmes": []},
        ],
        "recipients": ["Lưu: VT."],
        "warnings": [{"line": 12, "code": "odd_threshold", "message": "xem lại"}],
    }
