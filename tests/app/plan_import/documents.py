"""Documents of a few lines for the recogniser's tests: a head, a body of one's own, an end."""

import textwrap

from app.plan_import.draft import PlanDraft
from app.plan_import.readers import source_of_text
from app.plan_import.recognise import recognise

HEAD = """\
LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU
Số: 12/KH-LĐLĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Công tác năm 2026

Thực hiện Nghị quyết Đại hội, Ban Thường vụ Liên đoàn Lao động tỉnh xây dựng kế hoạch như sau:

"""
END = """
Nơi nhận:
- Công đoàn cơ sở;
- Lưu: VT.
TM. BAN THƯỜNG VỤ
CHỦ TỊCH

Nguyễn Thị Mai
"""


def draft_of(text: str) -> PlanDraft:
    """What is recognised in a text as it stands."""
    return recognise(source_of_text(textwrap.dedent(text), "thử"))


def with_body(body: str) -> PlanDraft:
    """What is recognised in a plan with that body."""
    return recognise(source_of_text(HEAD + textwrap.dedent(body).strip() + "\n" + END, "thử"))


def in_tasks(body: str) -> PlanDraft:
    """A plan whose section of tasks holds that body."""
    return with_body("I. NHIỆM VỤ\n" + textwrap.dedent(body).strip())


def in_organisation(body: str) -> PlanDraft:
    """A plan whose section of organisation holds that body."""
    return with_body("I. NHIỆM VỤ\n- Tổ chức hội thi.\nII. TỔ CHỨC THỰC HIỆN\n" + textwrap.dedent(body).strip())
