"""What people of the demonstration write. All of it is made up; data, not messages of the program."""

RUNNING = (
    "Đã ban hành kế hoạch, phân công cụ thể và triển khai đến các đơn vị trực thuộc.",
    "Đang phối hợp với các ban liên quan thực hiện theo tiến độ; đã hoàn thành phần khảo sát, tổng hợp số liệu.",
    "Đã hướng dẫn các đơn vị bằng văn bản và kiểm tra thực tế tại một số nơi.",
    "Đã tổ chức hội nghị triển khai trực tuyến; các đơn vị đang xây dựng kế hoạch chi tiết.",
)
CONTINUOUS = (
    "Duy trì thường xuyên trên các kênh thông tin của ngành, được đoàn viên quan tâm theo dõi.",
    "Thực hiện nền nếp, lồng ghép trong các hội nghị giao ban hằng tháng.",
    "Tiếp tục phối hợp với chuyên môn cùng cấp thực hiện, chưa phát sinh vướng mắc.",
)
DONE = (
    "Đã hoàn thành, có báo cáo tổng hợp gửi Ban Thường vụ.",
    "Đã tổ chức xong, đạt yêu cầu đề ra; đã rút kinh nghiệm cho lần sau.",
    "Đã ban hành văn bản và gửi đến tất cả các đơn vị.",
)
UNITS_DONE = (
    "Đơn vị đã thực hiện xong theo hướng dẫn, có biên bản kèm theo.",
    "Đã tổ chức, đông đủ đoàn viên tham gia.",
)
CAUSES = (
    "Văn bản hướng dẫn của cấp trên ban hành chậm nên phải điều chỉnh kế hoạch.",
    "Trùng đợt tuyển sinh, thi cử nên chưa bố trí được thời gian.",
    "Kinh phí được duyệt muộn so với dự kiến.",
)
RETURNED = "Số liệu chênh lệch nhiều so với quý trước, đề nghị kiểm tra lại danh sách."
ANSWER = "Đã rà soát lại danh sách, điều chỉnh cho đúng."
