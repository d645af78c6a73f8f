"""Ways to word a target, 2010 to 2026: the figure, comparison and horizon that a reader marks (DOMAIN 2.6)."""

import pytest

from app.plan_import import claims
from tests.app.plan_import.plan_texts import claim_in_short

CLAIMS = [
    ("Phấn đấu 100 % CĐCS đạt vững mạnh", ["100% at_least"]),
    ("Phấn đấu có từ 80% trở lên CĐCS đạt hoàn thành tốt nhiệm vụ", ["80% at_least"]),
    ("Trên 90% đoàn viên được học tập nghị quyết", ["90% more_than"]),
    ("Đạt trên 95% số CĐCS thực hiện tốt quy chế dân chủ", ["95% more_than"]),
    ("Giảm tỷ lệ đơn thư vượt cấp xuống dưới 1%", ["1% less_than"]),
    ("Không quá 5% CĐCS xếp loại không hoàn thành nhiệm vụ", ["5% at_most"]),
    ("Tối đa 10% tổng chi cho quản lý hành chính", ["10% at_most"]),
    ("Dành tối thiểu 60% kinh phí chi trực tiếp chăm lo đoàn viên", ["60% at_least"]),
    ("Hằng năm, kết nạp mới 1.500 đoàn viên, thành lập 10 CĐCS", ["1500 at_least yearly", "10 at_least yearly"]),
    ("Giai đoạn 2026 - 2030, kết nạp mới 12.500 đoàn viên", ["12500 at_least 2026-2030"]),
    ("Mỗi CĐCS giới thiệu ít nhất 01 đoàn viên ưu tú cho Đảng xem xét, bồi dưỡng, kết nạp/năm", ["1 at_least yearly"]),
    ("Đến năm 2025 đạt 70 %, năm 2030 đạt 80 %", ["70% at_least by 2025", "80% at_least by 2030"]),
    (
        "Đến năm 2025 có 70% CĐCS thu đúng, thu đủ kinh phí; đến năm 2030 có 90% CĐCS thu đúng, thu đủ kinh phí",
        ["70% at_least by 2025", "90% at_least by 2030"],
    ),
    (
        "100% CĐCS công lập, trong đó ít nhất 98% đối với ngoài công lập tổ chức hội nghị",
        ["100% at_least", "98% at_least"],
    ),
    ("Thu kinh phí công đoàn đạt 100% dự toán được giao", ["100% at_least"]),
    ("Trích nộp 25% kinh phí công đoàn lên cấp trên", ["25% equal"]),
    ("CĐCS được sử dụng 75% tổng số thu kinh phí", ["75% equal"]),
    ("100% trở lên các đơn vị có tổ chức công đoàn ký TƯLĐTT", ["100% at_least"]),
    ("Chỉ tiêu 1: Hằng năm có 95% CĐCS hoàn thành tốt nhiệm vụ trở lên", ["95% at_least yearly"]),
    ("Chỉ tiêu 2. 100% nữ đoàn viên được khám sức khỏe định kỳ ít nhất 01 lần/năm", ["100% at_least yearly"]),
    ("Hầu hết đoàn viên được tiếp cận thông tin", ["words"]),
    ("Không để xảy ra đình công trái pháp luật", ["yes"]),
    ("Thành lập được Ban nữ công ở các CĐCS có từ 10 nữ đoàn viên trở lên", ["yes"]),
    ("Tổ chức ít nhất 02 cuộc giám sát mỗi năm", ["2 at_least yearly"]),
    (
        "Mỗi năm tổ chức 03 lớp tập huấn, 02 hội thảo, 01 hội thi",
        ["3 at_least yearly", "2 at_least yearly", "1 at_least yearly"],
    ),
    (
        "Vận động ủng hộ Quỹ Mái ấm công đoàn 500 triệu đồng; hỗ trợ xây mới 05 nhà, sửa chữa 10 nhà",
        ["500 at_least", "5 at_least", "10 at_least"],
    ),
    ("Tỷ lệ đoàn viên công đoàn trên tổng số lao động đạt 98,5%", ["98.5% at_least"]),
    ("Tăng tỷ lệ CĐCS có website từ 30% lên 60%", ["60% at_least"]),
    (
        "Đến cuối nhiệm kỳ, 80% cán bộ công đoàn chuyên trách có trình độ đại học trở lên, 50% có trình độ trung cấp lý luận chính trị",
        ["80% at_least term", "50% at_least term"],
    ),
    (
        "Phấn đấu đến năm 2028: Có 55% cán bộ chủ chốt được đào tạo; 100% ủy viên UBKT được tập huấn",
        ["55% at_least by 2028", "100% at_least by 2028"],
    ),
    ("Có 02 sáng kiến cấp tỉnh trở lên mỗi năm", ["2 at_least yearly"]),
    ("Đạt từ 80-85% đoàn viên tham gia", ["80% at_least"]),
    ("Tiếp tục duy trì 100% đơn vị đạt chuẩn văn hóa", ["100% at_least"]),
    (
        "90% cán bộ công đoàn cơ sở và 70% tổ trưởng công đoàn được bồi dưỡng nghiệp vụ",
        ["90% at_least", "70% at_least"],
    ),
    ("CĐCS khu vực nhà nước đạt 90%, CĐCS ngoài nhà nước đạt 55%", ["90% at_least", "55% at_least"]),
    (
        "Phát triển đảng viên: giới thiệu 300 quần chúng ưu tú, trong đó 200 người được kết nạp",
        ["300 at_least", "200 at_least"],
    ),
    (
        "100% CĐCS có đủ điều kiện thành lập UBKT; thực hiện kiểm tra tài chính 100% đơn vị",
        ["100% at_least", "100% at_least"],
    ),
    ("Hoàn thành chỉ tiêu phát triển đoàn viên được giao.", ["yes"]),
    (
        "85% công nhân lao động được tuyên truyền, phổ biến pháp luật, 70% trở lên được học tập nâng cao trình độ.",
        ["85% at_least", "70% at_least"],
    ),
    ("Ít nhất 2/3 số CĐCS có mô hình mới", ["words"]),
    (
        "Phấn đấu trong nhiệm kỳ có ít nhất 05 tập thể, 10 cá nhân được tặng Bằng khen",
        ["5 at_least term", "10 at_least term"],
    ),
    (
        "Năm 2026 có ít nhất 20% CĐCS chuyển đổi số, năm 2027 là 50%, năm 2028 đạt 100%",
        ["20% at_least by 2026", "50% at_least by 2027", "100% at_least by 2028"],
    ),
    ("Bình quân mỗi CĐCS có 01 mô hình hay, cách làm hiệu quả", ["1 at_least"]),
    ("Tổ chức sơ kết 5 năm thực hiện Nghị quyết 02", ["yes"]),
    (
        "Hàng năm: 100% đoàn viên được tặng quà sinh nhật; 100% CĐCS có công trình chào mừng Đại hội",
        ["100% at_least yearly", "100% at_least yearly"],
    ),
    ("Số vụ ngừng việc tập thể giảm 10% so với nhiệm kỳ trước", ["10% at_least"]),
    (
        "Đảm bảo 100% CĐCS công khai tài chính. Phấn đấu 90% CĐCS sử dụng phần mềm kế toán.",
        ["100% at_least", "90% at_least"],
    ),
    ("Mức hỗ trợ xây mới là 60 triệu đồng/nhà.", ["60 at_least"]),
    ("Có ít nhất 1 (một) công trình cấp ngành", ["1 at_least"]),
    ("Trung bình mỗi quý 01 tin, bài trên Website", ["1 at_least yearly"]),
    ("100% số CĐCS doanh nghiệp có từ 25 lao động trở lên xây dựng, ký kết TƯLĐTT", ["100% at_least"]),
    ("Phấn đấu đạt và vượt 100% kế hoạch thu tài chính", ["100% at_least"]),
    ("Đạt 4/5 tiêu chí trở lên", ["words"]),
    ("Đến năm 2030, tầm nhìn 2045: 95% người lao động là đoàn viên", ["95% at_least by 2030"]),
    (
        "Phấn đấu kết nạp mới từ 15.000 đoàn viên công đoàn trở lên và thành lập công đoàn ở 100% doanh nghiệp có từ 25 lao động trở lên.",
        ["15000 at_least", "100% at_least"],
    ),
    (
        "Hằng năm, có ít nhất 70% số doanh nghiệp ký kết thỏa ước, trong đó 60% thỏa ước đạt loại B trở lên.",
        ["70% at_least yearly", "60% at_least yearly"],
    ),
    (
        "Phấn đấu hết năm 2025, bình quân mỗi CĐCS giới thiệu ít nhất 01 đoàn viên công đoàn ưu tú cho Đảng",
        ["1 at_least by 2025"],
    ),
    (
        "100% cơ quan, trường học và hợp tác xã mở hội nghị, đối thoại; 65% trở lên nơi có công đoàn mở hội nghị.",
        ["100% at_least", "65% at_least"],
    ),
    (
        "Có trên 80% công đoàn cơ sở khu vực nhà nước và 45% công đoàn cơ sở khu vực ngoài nhà nước đạt tiêu chuẩn vững mạnh.",
        ["80% more_than", "45% more_than"],
    ),
    (
        "Thu kinh phí công đoàn đạt 90% trở lên trên tổng số phải thu, đoàn phí đạt 85%.",
        ["90% at_least", "85% at_least"],
    ),
    (
        "Phấn đấu đến năm 2023, cả nước có 12 triệu đoàn viên công đoàn, 100% doanh nghiệp có từ 25 lao động trở lên lập công đoàn.",
        ["12000000 at_least by 2023", "100% at_least by 2023"],
    ),
    ("Có 02 - 03 sáng kiến được công nhận", ["2 at_least"]),
    (
        "Tỷ lệ nữ tham gia BCH công đoàn các cấp từ 30% trở lên; nữ chủ tịch CĐCS ≥ 35%",
        ["30% at_least", "35% at_least"],
    ),
    ("Đến năm 2030 có khoảng 50% người lao động được tiếp cận", ["50% at_least by 2030"]),
    (
        "100% CBGVNV không vi phạm đạo đức nhà giáo. 98% đoàn viên đạt danh hiệu gia đình văn hóa.",
        ["100% at_least", "98% at_least"],
    ),
    ("SKKN cấp tỉnh: 03", ["3 at_least"]),
    ("Danh hiệu CSTĐ cấp cơ sở: 05 đồng chí", ["5 at_least"]),
    ("Kết nạp đảng viên: 02.", ["2 at_least"]),
    ("Số đoàn viên xuất sắc: 15/40 = 37,5%", ["37.5% at_least"]),
    ("Đoàn viên đạt danh hiệu “Giỏi việc trường, đảm việc nhà” 95% trở lên", ["95% at_least"]),
    ("Có từ 90 đến 95% đoàn viên tham gia", ["90% at_least"]),
    ("Giảm 50% số vụ TNLĐ nghiêm trọng", ["50% at_least"]),
    ("Kết nạp 1.000 - 1.200 đoàn viên", ["1000 at_least"]),
    ("Tuyên truyền cho trên 1 triệu lượt đoàn viên", ["1000000 more_than"]),
    ("thu nhập bình quân tăng 10 - 15%/năm", ["10% at_least yearly"]),
    ("Phấn đấu phát triển 1 CĐCS/năm", ["1 at_least yearly"]),
    ("kiểm tra đồng cấp ít nhất 1 lần/nhiệm kỳ", ["1 at_least term"]),
    ("hằng năm, mỗi công đoàn cấp trên cơ sở thành lập mới từ 1 đến 3 công đoàn cơ sở", ["1 at_least yearly"]),
    ("Chỉ tiêu về phát triển đoàn viên: Kết nạp mới 300 đoàn viên", ["300 at_least"]),
    ("100% đơn vị có Nghị quyết liên tịch, trong đó: 80% đơn vị loại tốt", ["100% at_least", "80% at_least"]),
    (
        "100% lao động được tuyên truyền; trên 95% đoàn viên nữ đạt danh hiệu “Hai giỏi”; 100% con đoàn viên học giỏi được thưởng",
        ["100% at_least", "95% more_than", "100% at_least"],
    ),
    (
        "Vận động 95% trở lên công nhân, viên chức, lao động tham gia; có từ 50% trở lên được khen",
        ["95% at_least", "50% at_least"],
    ),
    (
        "Hàng năm có từ 80% trở lên số CĐCS được công nhận vững mạnh (trong đó 30% vững mạnh xuất sắc), không có CĐCS yếu kém",
        ["80% at_least yearly"],
    ),
    ("Phấn đấu 100% CĐCS đạt vững mạnh, không có CĐCS yếu.", ["100% at_least"]),
    ("Duy trì thu kinh phí 2% đạt 95%, đoàn phí 1% đạt 100%", ["95% at_least", "100% at_least"]),
    ("- Phấn đấu 100%CĐCS đạt chuẩn", ["100% at_least"]),
    ("Tỷ lệ cơ quan nhà nước kết nối đạt tối thiểu 80%", ["80% at_least"]),
    ("Kinh tế số chiếm 20% GDP; tỷ trọng trong từng ngành đạt tối thiểu 10%", ["20% at_least", "10% at_least"]),
    (
        "90% văn bản gửi điện tử (trừ văn bản mật), 80% hồ sơ cấp tỉnh, 60% cấp huyện được xử lý trên mạng",
        ["90% at_least", "80% at_least", "60% at_least"],
    ),
    ("Giảm tối thiểu 20% thời gian giải quyết hồ sơ", ["20% at_least"]),
    ("Tốc độ tăng trưởng bình quân 8%/năm trở lên", ["8% at_least yearly"]),
    ("Tỷ lệ thất nghiệp dưới 3%, tỷ lệ lao động qua đào tạo trên 70%", ["3% less_than", "70% more_than"]),
    ("Tỷ lệ hộ nghèo giảm 1 - 1,5%/năm", ["1% at_least yearly"]),
    ("Đạt 15 bác sĩ/1 vạn dân", ["15 at_least"]),
    ("Phấn đấu có thêm 05 trường đạt chuẩn quốc gia", ["5 at_least"]),
    (
        "Đến hết năm 2025: 100% CĐCS có trang thông tin; số lượng tin bài tăng 20% so với năm 2024",
        ["100% at_least by 2025", "20% at_least by 2025"],
    ),
    (
        "Số đoàn viên tăng thêm: Năm 2024: 500; năm 2025: 700; năm 2026: 900",
        ["500 at_least by 2024", "700 at_least by 2025", "900 at_least by 2026"],
    ),
    ("Thực hiện đạt 100% chỉ tiêu phát triển đoàn viên cấp trên giao hằng năm", ["100% at_least yearly"]),
    ("Có ít nhất 01 đề tài cấp Bộ, 03 đề tài cấp trường", ["1 at_least", "3 at_least"]),
    ("100% cán bộ CĐ được bồi dưỡng; trong đó cán bộ chủ chốt 2 lần/nhiệm kỳ", ["100% at_least", "2 at_least term"]),
    (
        "Hằng năm, 100% CĐCS được xếp loại, trong đó: có 80% trở lên xếp loại tốt, 15-20% xếp loại xuất sắc",
        ["100% at_least yearly", "80% at_least yearly", "15% at_least yearly"],
    ),
    (
        "Phấn đấu 100% đoàn viên có việc làm, thu nhập ổn định và 70% được mua nhà ở xã hội",
        ["100% at_least", "70% at_least"],
    ),
    ("Trên 90% số vụ việc được tư vấn; ít nhất 02 phiên tòa giả định mỗi năm", ["90% more_than", "2 at_least yearly"]),
    ("Hỗ trợ ít nhất 50 triệu đồng/năm cho đoàn viên khó khăn", ["50 at_least yearly"]),
    ("90-95% CBVC tham gia", ["90% at_least"]),
    ("từ 3 đến 5 mô hình", ["3 at_least"]),
    ("Có 1/3 ủy viên là nữ", ["words"]),
    ("Ít nhất 15 - 20% đoàn viên được biểu dương", ["15% at_least"]),
    ("100% đơn vị (39/39) ký cam kết", ["100% at_least"]),
    ("Đạt từ 98% trở lên", ["98% at_least"]),
    ("Không quá 02 đoàn viên vi phạm", ["2 at_most"]),
    ("Mỗi năm giảm ít nhất 5% số vụ", ["5% at_least yearly"]),
    ("Tiết kiệm 10% chi thường xuyên", ["10% at_least"]),
    (
        "Chi cho hoạt động phong trào tối đa 60%, chi quản lý tối đa 10%, chi lương không quá 30%",
        ["60% at_most", "10% at_most", "30% at_most"],
    ),
    ("Tuyên truyền trên 100% cơ sở", ["100% more_than"]),
    ("Phấn đấu 100% (một trăm phần trăm) đơn vị", ["100% at_least"]),
    ("Kết nạp được từ 8-10 đảng viên/năm", ["8 at_least yearly"]),
    ("03 năm liền đạt danh hiệu vững mạnh", ["yes"]),
    ("100% CĐCS có quy chế; quy chế được công khai; định kỳ rà soát", ["100% at_least"]),
    ("Tham mưu ban hành 01 Nghị quyết chuyên đề về công tác công nhân trước năm 2026", ["1 at_least by 2026"]),
    (
        "Đến tháng 6/2026 có 50% và đến tháng 12/2026 có 100% CĐCS sử dụng phần mềm",
        ["50% at_least by 2026", "100% at_least by 2026"],
    ),
    ("Phấn đấu năm học 2024-2025, 100% CĐCS đạt loại tốt", ["100% at_least school_year"]),
    ("Số lượng đoàn viên: 12.350 (đạt 95,2%)", ["12350 at_least"]),
    ("Trong 5 năm (2025 - 2030), kết nạp 50.000 đoàn viên", ["50000 at_least 2025-2030"]),
    ("Mỗi tổ có ít nhất 01 công trình; mỗi đoàn viên có ít nhất 01 việc tốt.", ["1 at_least", "1 at_least"]),
    ("Có từ 5-10% CĐCS xuất sắc; dưới 1% CĐCS yếu", ["5% at_least", "1% less_than"]),
    ("Từ nay đến cuối nhiệm kỳ, mỗi năm tăng ít nhất 2% đoàn viên", ["2% at_least yearly"]),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_a_bullet_gives_each_claim_with_its_figure_comparison_and_horizon(text: str, expected: list[str]) -> None:
    found = claims.split(text, lines=(1, 1), horizon=None, section=None)
    assert [claim_in_short(target) for target in found] == expected
