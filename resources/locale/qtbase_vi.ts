<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
  <context>
    <name>QShortcut</name>
    <message><source>No</source><translation>Không</translation></message>
    <message><source>Up</source><translation>Mũi tên lên</translation></message>
    <message><source>Cut</source><translation>Cắt</translation></message>
    <message><source>New</source><translation>Mới</translation></message>
    <message><source>Yes</source><translation>Có</translation></message>
    <message><source>Back</source><translation>Quay lại</translation></message>
    <message><source>Copy</source><translation>Chép</translation></message>
    <message><source>Down</source><translation>Mũi tên xuống</translation></message>
    <message><source>Find</source><translation>Tìm</translation></message>
    <message><source>Help</source><translation>Trợ giúp</translation></message>
    <message><source>Left</source><translation>Mũi tên trái</translation></message>
    <message><source>Menu</source><translation>Menu</translation></message>
    <message><source>Open</source><translation>Mở</translation></message>
    <message><source>Redo</source><translation>Làm lại</translation></message>
    <message><source>Save</source><translation>Lưu</translation></message>
    <message><source>Send</source><translation>Gửi</translation></message>
    <message><source>Stop</source><translation>Dừng</translation></message>
    <message><source>Undo</source><translation>Hoàn tác</translation></message>
    <message><source>View</source><translation>Xem</translation></message>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>Paste</source><translation>Dán</translation></message>
    <message><source>Print</source><translation>In</translation></message>
    <message><source>Reply</source><translation>Trả lời</translation></message>
    <message><source>Right</source><translation>Mũi tên phải</translation></message>
    <message><source>Sleep</source><translation>Ngủ</translation></message>
    <message><source>Space</source><translation>Phím cách</translation></message>
    <message><source>Print Screen</source><translation>Chụp màn hình</translation></message>
    <message><source>Zoom In</source><translation>Phóng to</translation></message>
    <message><source>Media Pause</source><translation>Tạm dừng phát</translation></message>
    <message><source>Volume Down</source><translation>Giảm âm</translation></message>
    <message><source>Volume Mute</source><translation>Tắt tiếng</translation></message>
    <message><source>Media Previous</source><translation>Bài trước</translation></message>
    <message><source>Home Page</source><translation>Trang chủ</translation></message>
    <message><source>Touchpad Off</source><translation>Tắt bàn di</translation></message>
    <message><source>Volume Up</source><translation>Tăng âm</translation></message>
    <message><source>Keyboard Brightness Up</source><translation>Tăng sáng bàn phím</translation></message>
    <message><source>Cancel</source><translation>Hủy</translation></message>
    <message><source>Delete</source><translation>Delete</translation></message>
    <message><source>Search</source><translation>Tìm</translation></message>
    <message><source>Select</source><translation>Chọn</translation></message>
    <message><source>Zoom Out</source><translation>Thu nhỏ</translation></message>
    <message><source>Printer</source><translation>Máy in</translation></message>
    <message><source>Spreadsheet</source><translation>Bảng tính</translation></message>
    <message><source>Keyboard Brightness Down</source><translation>Giảm sáng bàn phím</translation></message>
    <message><source>Calendar</source><translation>Lịch</translation></message>
    <message><source>Monitor Brightness Up</source><translation>Tăng sáng màn hình</translation></message>
    <message><source>Refresh</source><translation>Tải lại</translation></message>
    <message><source>Documents</source><translation>Văn bản</translation></message>
    <message><source>Calculator</source><translation>Máy tính tay</translation></message>
    <message><source>Settings</source><translation>Thiết lập</translation></message>
    <message><source>Keyboard</source><translation>Bàn phím</translation></message>
    <message><source>Favorites</source><translation>Ưa thích</translation></message>
    <message><source>Forward</source><translation>Tiến tới</translation></message>
    <message><source>Wake Up</source><translation>Thức dậy</translation></message>
    <message><source>Power Off</source><translation>Tắt máy</translation></message>
    <message><source>Touchpad Toggle</source><translation>Bật, tắt bàn di</translation></message>
    <message><source>Monitor Brightness Down</source><translation>Giảm sáng màn hình</translation></message>
    <message><source>Microphone Mute</source><translation>Tắt micrô</translation></message>
    <message><source>History</source><translation>Lịch sử</translation></message>
    <message><source>Media Play</source><translation>Phát</translation></message>
    <message><source>Media Stop</source><translation>Dừng phát</translation></message>
    <message><source>Media Next</source><translation>Bài sau</translation></message>
    <message><source>Touchpad On</source><translation>Bật bàn di</translation></message>
    <message><source>Pictures</source><translation>Ảnh</translation></message>
  </context>
  <context>
    <name>QPageSize</name>
    <message><source>Note</source><translation>Giấy ghi chú</translation></message>
    <message><source>Envelope C65</source><translation>Phong bì C65</translation></message>
    <message><source>Envelope DL</source><translation>Phong bì DL</translation></message>
    <message><source>Envelope B4</source><translation>Phong bì B4</translation></message>
    <message><source>Envelope B5</source><translation>Phong bì B5</translation></message>
    <message><source>Envelope B6</source><translation>Phong bì B6</translation></message>
    <message><source>Envelope C3</source><translation>Phong bì C3</translation></message>
    <message><source>Envelope C4</source><translation>Phong bì C4</translation></message>
    <message><source>Envelope C5</source><translation>Phong bì C5</translation></message>
    <message><source>Envelope C6</source><translation>Phong bì C6</translation></message>
    <message><source>A4 Plus</source><translation>A4 dài</translation></message>
    <message><source>Custom</source><translation>Tự chọn</translation></message>
    <message><source>A3 Extra</source><translation>A3 rộng</translation></message>
    <message><source>A4 Extra</source><translation>A4 rộng</translation></message>
    <message><source>A4 Small</source><translation>A4 nhỏ</translation></message>
    <message><source>Postcard</source><translation>Bưu thiếp</translation></message>
    <message><source>A5 Extra</source><translation>A5 rộng</translation></message>
    <message><source>B5 Extra</source><translation>B5 rộng</translation></message>
    <message><source>%1 x %2 in</source><translation>%1 × %2 in</translation></message>
    <message><source>Custom (%1in x %2in)</source><translation>Tự chọn (%1 × %2 in)</translation></message>
    <message><source>Custom (%1mm x %2mm)</source><translation>Tự chọn (%1 × %2 mm)</translation></message>
    <message><source>Custom (%1pt x %2pt)</source><translation>Tự chọn (%1 × %2 pt)</translation></message>
    <message><source>Double Postcard</source><translation>Bưu thiếp đôi</translation></message>
  </context>
  <context>
    <name>QPageSetupWidget</name>
    <message><source>CC</source><translation>CC</translation></message>
    <message><source>DD</source><translation>DD</translation></message>
    <message><source>in</source><translation>in</translation></message>
    <message><source>mm</source><translation>mm</translation></message>
    <message><source>pt</source><translation>pt</translation></message>
    <message><source>Form</source><translation>Biểu</translation></message>
    <message><source>bottom margin</source><translation>lề dưới</translation></message>
    <message><source>Paper</source><translation>Giấy</translation></message>
    <message><source>Paper source:</source><translation>Khay giấy:</translation></message>
    <message><source>right margin</source><translation>lề phải</translation></message>
    <message><source>Pages &amp;per sheet:</source><translation>&amp;Số trang trên tờ:</translation></message>
    <message><source>Margins</source><translation>Lề</translation></message>
    <message><source>Custom</source><translation>Tự chọn</translation></message>
    <message><source>Landscape</source><translation>Ngang</translation></message>
    <message><source>Page Layout</source><translation>Bố trí trang</translation></message>
    <message><source>Width:</source><translation>Rộng:</translation></message>
    <message><source>Orientation</source><translation>Hướng giấy</translation></message>
    <message><source>Didot (DD)</source><translation>Didot (DD)</translation></message>
    <message><source>Portrait</source><translation>Dọc</translation></message>
    <message><source>top margin</source><translation>lề trên</translation></message>
    <message><source>left margin</source><translation>lề trái</translation></message>
    <message><source>Page size:</source><translation>Khổ giấy:</translation></message>
    <message><source>Cicero (CC)</source><translation>Cicero (CC)</translation></message>
    <message><source>Reverse portrait</source><translation>Dọc, đảo ngược</translation></message>
    <message><source>Page &amp;order:</source><translation>&amp;Thứ tự trang:</translation></message>
    <message><source>Millimeters (mm)</source><translation>Milimét (mm)</translation></message>
    <message><source>Points (pt)</source><translation>Điểm (pt)</translation></message>
    <message><source>Inches (in)</source><translation>Inch (in)</translation></message>
    <message><source>Reverse landscape</source><translation>Ngang, đảo ngược</translation></message>
    <message><source>Height:</source><translation>Cao:</translation></message>
  </context>
  <context>
    <name>QDialogButtonBox</name>
    <message><source>OK</source><translation>Xong</translation></message>
  </context>
  <context>
    <name>QPlatformTheme</name>
    <message><source>OK</source><translation>Xong</translation></message>
    <message><source>&amp;No</source><translation>&amp;Không</translation></message>
    <message><source>&amp;Yes</source><translation>&amp;Có</translation></message>
    <message><source>Help</source><translation>Trợ giúp</translation></message>
    <message><source>Open</source><translation>Mở</translation></message>
    <message><source>Save</source><translation>Lưu</translation></message>
    <message><source>Abort</source><translation>Dừng</translation></message>
    <message><source>Apply</source><translation>Áp dụng</translation></message>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>Reset</source><translation>Đặt lại</translation></message>
    <message><source>Retry</source><translation>Thử lại</translation></message>
    <message><source>Restore Defaults</source><translation>Lấy lại mặc định</translation></message>
    <message><source>Cancel</source><translation>Hủy</translation></message>
    <message><source>Ignore</source><translation>Bỏ qua</translation></message>
    <message><source>N&amp;o to All</source><translation>Không cho &amp;tất cả</translation></message>
    <message><source>Save All</source><translation>Lưu tất cả</translation></message>
    <message><source>Discard</source><translation>Không lưu</translation></message>
    <message><source>Yes to &amp;All</source><translation>Có cho tất &amp;cả</translation></message>
  </context>
  <context>
    <name>QPrintSettingsOutput</name>
    <message><source>to</source><translation>đến</translation></message>
    <message><source>Off</source><translation>Tắt</translation></message>
    <message><source>Form</source><translation>Biểu</translation></message>
    <message><source>Color</source><translation>Màu</translation></message>
    <message><source>Print all</source><translation>In hết</translation></message>
    <message><source>Pages</source><translation>Các trang</translation></message>
    <message><source>Current Page</source><translation>Trang này</translation></message>
    <message><source>Selection</source><translation>Phần đã chọn</translation></message>
    <message><source>Copies</source><translation>Số bản</translation></message>
    <message><source>Print range</source><translation>Phần in</translation></message>
    <message><source>Color Mode</source><translation>Chế độ màu</translation></message>
    <message><source>Options</source><translation>Tùy chọn</translation></message>
    <message><source>Page &amp;Set:</source><translation>&amp;Bộ trang:</translation></message>
    <message><source>Output Settings</source><translation>Thiết lập bản in</translation></message>
    <message><source>Reverse</source><translation>Đảo thứ tự</translation></message>
    <message><source>Grayscale</source><translation>Đen trắng</translation></message>
    <message><source>Collate</source><translation>Xếp theo bản</translation></message>
    <message><source>Copies:</source><translation>Số bản:</translation></message>
    <message><source>Short side binding</source><translation>Lật theo cạnh ngắn</translation></message>
    <message><source>Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9.</source><translation>Ghi trang hoặc dãy trang, cách nhau bằng dấu phẩy; dãy trang có dấu nối. Ví dụ 3,5-7,9 in các trang 3, 5, 6, 7 và 9.</translation></message>
    <message><source>Pages from</source><translation>Từ trang</translation></message>
    <message><source>Double Sided Printing</source><translation>In hai mặt</translation></message>
    <message><source>Long side binding</source><translation>Lật theo cạnh dài</translation></message>
  </context>
  <context>
    <name>QPrintPreviewDialog</name>
    <message><source>%1%</source><translation>%1%</translation></message>
    <message><source>Print Preview</source><translation>Xem trước khi in</translation></message>
    <message><source>Print</source><translation>In</translation></message>
    <message><source>Fit page</source><translation>Vừa trang</translation></message>
    <message><source>Zoom in</source><translation>Phóng to</translation></message>
    <message><source>Landscape</source><translation>Ngang</translation></message>
    <message><source>Zoom out</source><translation>Thu nhỏ</translation></message>
    <message><source>Fit width</source><translation>Vừa bề ngang</translation></message>
    <message><source>Portrait</source><translation>Dọc</translation></message>
    <message><source>Page Setup</source><translation>Thiết lập trang</translation></message>
    <message><source>Page setup</source><translation>Thiết lập trang</translation></message>
    <message><source>Show overview of all pages</source><translation>Xem mọi trang</translation></message>
    <message><source>First page</source><translation>Trang đầu</translation></message>
    <message><source>Last page</source><translation>Trang cuối</translation></message>
    <message><source>Show single page</source><translation>Xem từng trang</translation></message>
    <message><source>Export to PDF</source><translation>Xuất ra PDF</translation></message>
    <message><source>Previous page</source><translation>Trang trước</translation></message>
    <message><source>Next page</source><translation>Trang sau</translation></message>
    <message><source>Show facing pages</source><translation>Xem hai trang cạnh nhau</translation></message>
  </context>
  <context>
    <name>QErrorMessage</name>
    <message><source>&amp;OK</source><translation>&amp;Xong</translation></message>
    <message><source>Fatal Error:</source><translation>Lỗi nặng:</translation></message>
    <message><source>An error occurred</source><translation>Có lỗi</translation></message>
    <message><source>&amp;Show this message again</source><translation>&amp;Vẫn hiện thông báo này</translation></message>
    <message><source>Critical Error:</source><translation>Lỗi:</translation></message>
    <message><source>Information:</source><translation>Thông tin:</translation></message>
    <message><source>Debug Message:</source><translation>Thông báo gỡ lỗi:</translation></message>
    <message><source>Warning:</source><translation>Lưu ý:</translation></message>
  </context>
  <context>
    <name>QPrintWidget</name>
    <message><source>...</source><translation>…</translation></message>
    <message><source>Form</source><translation>Biểu</translation></message>
    <message><source>Type:</source><translation>Loại:</translation></message>
    <message><source>&amp;Name:</source><translation>&amp;Tên:</translation></message>
    <message><source>Output &amp;file:</source><translation>Tệp &amp;ra:</translation></message>
    <message><source>P&amp;roperties</source><translation>&amp;Thuộc tính</translation></message>
    <message><source>Preview</source><translation>Xem trước</translation></message>
    <message><source>Printer</source><translation>Máy in</translation></message>
    <message><source>Location:</source><translation>Nơi đặt:</translation></message>
  </context>
  <context>
    <name>QFontDatabase</name>
    <message><source>Any</source><translation>Bất kỳ</translation></message>
    <message><source>Lao</source><translation>Lào</translation></message>
    <message><source>Bold</source><translation>Đậm</translation></message>
    <message><source>Thai</source><translation>Thái</translation></message>
    <message><source>Thin</source><translation>Mảnh</translation></message>
    <message><source>Black</source><translation>Rất đậm</translation></message>
    <message><source>Greek</source><translation>Hy Lạp</translation></message>
    <message><source>Khmer</source><translation>Khơ-me</translation></message>
    <message><source>Latin</source><translation>Latinh</translation></message>
    <message><source>Light</source><translation>Nhạt</translation></message>
    <message><source>Cyrillic</source><translation>Kirin</translation></message>
    <message><source>Extra Light</source><translation>Nhạt hơn</translation></message>
    <message><source>Simplified Chinese</source><translation>Trung giản thể</translation></message>
    <message><source>Demi Bold</source><translation>Hơi đậm</translation></message>
    <message><source>Arabic</source><translation>Ả Rập</translation></message>
    <message><source>Hebrew</source><translation>Do Thái</translation></message>
    <message><source>Italic</source><translation>Nghiêng</translation></message>
    <message><source>Korean</source><translation>Hàn</translation></message>
    <message><source>Medium</source><translation>Vừa</translation></message>
    <message><source>Normal</source><translation>Thường</translation></message>
    <message><source>Oblique</source><translation>Xiên</translation></message>
    <message><source>Symbol</source><translation>Ký hiệu</translation></message>
    <message><source>Extra Bold</source><translation>Đậm hơn</translation></message>
    <message><source>Japanese</source><translation>Nhật</translation></message>
    <message><source>Vietnamese</source><translation>Tiếng Việt</translation></message>
    <message><source>Traditional Chinese</source><translation>Trung phồn thể</translation></message>
  </context>
  <context>
    <name>QCocoaMenuItem</name>
    <message><source>Cut</source><translation>Cắt</translation></message>
    <message><source>Copy</source><translation>Chép</translation></message>
    <message><source>Exit</source><translation>Thoát</translation></message>
    <message><source>Quit</source><translation>Thoát</translation></message>
    <message><source>About</source><translation>Về chương trình</translation></message>
    <message><source>Paste</source><translation>Dán</translation></message>
    <message><source>Setup</source><translation>Thiết lập</translation></message>
    <message><source>Config</source><translation>Thiết lập</translation></message>
    <message><source>Options</source><translation>Tùy chọn</translation></message>
    <message><source>About Qt</source><translation>Về Qt</translation></message>
    <message><source>Setting</source><translation>Thiết lập</translation></message>
    <message><source>Select All</source><translation>Chọn hết</translation></message>
    <message><source>Preference</source><translation>Thiết lập</translation></message>
  </context>
  <context>
    <name>QCupsJobWidget</name>
    <message><source>Job</source><translation>Lần in</translation></message>
    <message><source>None</source><translation>Không</translation></message>
    <message><source>&amp;End:</source><translation>&amp;Cuối:</translation></message>
    <message><source>Banner Pages</source><translation>Trang bìa</translation></message>
    <message><source>Night (18:00 to 05:59)</source><translation>Đêm (18:00 đến 05:59)</translation></message>
    <message><source>Specific Time</source><translation>Giờ định trước</translation></message>
    <message><source>&amp;Billing information:</source><translation>&amp;Thông tin tính tiền:</translation></message>
    <message><source>Secret</source><translation>Mật</translation></message>
    <message><source>Top Secret</source><translation>Tối mật</translation></message>
    <message><source>Day (06:00 to 17:59)</source><translation>Ngày (06:00 đến 17:59)</translation></message>
    <message><source>Second Shift (16:00 to 23:59)</source><translation>Ca hai (16:00 đến 23:59)</translation></message>
    <message><source>Job Control</source><translation>Điều khiển lần in</translation></message>
    <message><source>Weekend (Saturday to Sunday)</source><translation>Cuối tuần (thứ Bảy, Chủ nhật)</translation></message>
    <message><source>Standard</source><translation>Thường</translation></message>
    <message><source>Classified</source><translation>Hạn chế</translation></message>
    <message><source>Third Shift (00:00 to 07:59)</source><translation>Ca ba (00:00 đến 07:59)</translation></message>
    <message><source>Job &amp;priority:</source><translation>Mức ư&amp;u tiên:</translation></message>
    <message><source>&amp;Start:</source><translation>&amp;Đầu:</translation></message>
    <message><source>Hold Indefinitely</source><translation>Giữ lại</translation></message>
    <message><source>Print Immediately</source><translation>In ngay</translation></message>
    <message><source>Confidential</source><translation>Kín</translation></message>
    <message><source>Scheduled &amp;printing:</source><translation>&amp;Giờ in:</translation></message>
    <message><source>Unclassified</source><translation>Không mật</translation></message>
  </context>
  <context>
    <name>QScrollBar</name>
    <message><source>Top</source><translation>Đầu</translation></message>
    <message><source>Scroll down</source><translation>Cuộn xuống</translation></message>
    <message><source>Scroll here</source><translation>Cuộn đến đây</translation></message>
    <message><source>Scroll left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Bottom</source><translation>Cuối</translation></message>
    <message><source>Page up</source><translation>Lên một trang</translation></message>
    <message><source>Page right</source><translation>Sang phải một trang</translation></message>
    <message><source>Scroll up</source><translation>Cuộn lên</translation></message>
    <message><source>Scroll right</source><translation>Cuộn sang phải</translation></message>
    <message><source>Left edge</source><translation>Mép trái</translation></message>
    <message><source>Page down</source><translation>Xuống một trang</translation></message>
    <message><source>Page left</source><translation>Sang trái một trang</translation></message>
    <message><source>Right edge</source><translation>Mép phải</translation></message>
  </context>
  <context>
    <name>QFileDialog</name>
    <message><source>Back</source><translation>Quay lại</translation></message>
    <message><source>Open</source><translation>Mở</translation></message>
    <message><source>Files of &amp;type:</source><translation>&amp;Loại tệp:</translation></message>
    <message><source>&amp;Open</source><translation>&amp;Mở</translation></message>
    <message><source>&amp;Save</source><translation>&amp;Lưu</translation></message>
    <message><source>Files</source><translation>Tệp</translation></message>
    <message><source>Show </source><translation>Hiện </translation></message>
    <message><source>&#x27;%1&#x27; is write protected.
Do you want to delete it anyway?</source><translation>“%1” được bảo vệ chống ghi.
Vẫn xóa?</translation></message>
    <message><source>Are you sure you want to delete &#x27;%1&#x27;?</source><translation>Xóa “%1”?</translation></message>
    <message><source>List of places and bookmarks</source><translation>Danh sách nơi lưu và dấu trang</translation></message>
    <message><source>File &amp;name:</source><translation>&amp;Tên tệp:</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>New Folder</source><translation>Thư mục mới</translation></message>
    <message><source>Parent Directory</source><translation>Thư mục trên</translation></message>
    <message><source>&amp;New Folder</source><translation>Thư mục &amp;mới</translation></message>
    <message><source>Remove</source><translation>Bỏ</translation></message>
    <message><source>&amp;Look in:</source><translation>&amp;Tìm trong:</translation></message>
    <message><source>Create a New Folder</source><translation>Tạo thư mục mới</translation></message>
    <message><source>Find Directory</source><translation>Tìm thư mục</translation></message>
    <message><source>Show &amp;hidden files</source><translation>Hiện tệp ẩ&amp;n</translation></message>
    <message><source>Save As</source><translation>Lưu thành</translation></message>
    <message><source>%1
Directory not found.
Please verify the correct directory name was given.</source><translation>%1
Không thấy thư mục này.
Xem lại tên thư mục.</translation></message>
    <message><source>Sidebar</source><translation>Thanh bên</translation></message>
    <message><source>List View</source><translation>Dạng danh sách</translation></message>
    <message><source>&amp;Choose</source><translation>&amp;Chọn</translation></message>
    <message><source>&amp;Delete</source><translation>&amp;Xóa</translation></message>
    <message><source>All files (*)</source><translation>Mọi tệp (*)</translation></message>
    <message><source>All Files (*)</source><translation>Mọi tệp (*)</translation></message>
    <message><source>Directories</source><translation>Thư mục</translation></message>
    <message><source>&amp;Rename</source><translation>Đổi &amp;tên</translation></message>
    <message><source>Could not delete directory.</source><translation>Không xóa được thư mục.</translation></message>
    <message><source>Directory:</source><translation>Thư mục:</translation></message>
    <message><source>%1 already exists.
Do you want to replace it?</source><translation>%1 đã có.
Thay bằng tệp mới?</translation></message>
    <message><source>Forward</source><translation>Tiến tới</translation></message>
    <message><source>Go forward</source><translation>Tiến tới</translation></message>
    <message><source>Go to the parent directory</source><translation>Lên thư mục trên</translation></message>
    <message><source>Recent Places</source><translation>Nơi mới dùng</translation></message>
    <message><source>Go back</source><translation>Quay lại</translation></message>
    <message><source>Change to detail view mode</source><translation>Xem dạng chi tiết</translation></message>
    <message><source>Create New Folder</source><translation>Tạo thư mục mới</translation></message>
    <message><source>Detail View</source><translation>Dạng chi tiết</translation></message>
    <message><source>%1
File not found.
Please verify the correct file name was given.</source><translation>%1
Không thấy tệp này.
Xem lại tên tệp.</translation></message>
    <message><source>Change to list view mode</source><translation>Xem dạng danh sách</translation></message>
  </context>
  <context>
    <name>QLineEdit</name>
    <message><source>Cu&amp;t</source><translation>&amp;Cắt</translation></message>
    <message><source>&amp;Copy</source><translation>&amp;Chép</translation></message>
    <message><source>&amp;Redo</source><translation>Làm &amp;lại</translation></message>
    <message><source>&amp;Undo</source><translation>&amp;Hoàn tác</translation></message>
    <message><source>&amp;Paste</source><translation>&amp;Dán</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>Select All</source><translation>Chọn hết</translation></message>
  </context>
  <context>
    <name>QWidgetTextControl</name>
    <message><source>Cu&amp;t</source><translation>&amp;Cắt</translation></message>
    <message><source>&amp;Copy</source><translation>&amp;Chép</translation></message>
    <message><source>&amp;Redo</source><translation>Làm &amp;lại</translation></message>
    <message><source>&amp;Undo</source><translation>&amp;Hoàn tác</translation></message>
    <message><source>&amp;Paste</source><translation>&amp;Dán</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>Select All</source><translation>Chọn hết</translation></message>
    <message><source>Copy &amp;Link Location</source><translation>Chép địa chỉ &amp;liên kết</translation></message>
  </context>
  <context>
    <name>QWizard</name>
    <message><source>Done</source><translation>Xong</translation></message>
    <message><source>Help</source><translation>Trợ giúp</translation></message>
    <message><source>&amp;Help</source><translation>Trợ &amp;giúp</translation></message>
    <message><source>&amp;Next</source><translation>&amp;Tiếp</translation></message>
    <message><source>Cancel</source><translation>Hủy</translation></message>
    <message><source>Commit</source><translation>Ghi</translation></message>
    <message><source>Continue</source><translation>Tiếp tục</translation></message>
    <message><source>&amp;Finish</source><translation>&amp;Hoàn tất</translation></message>
    <message><source>&amp;Next &gt;</source><translation>&amp;Tiếp ›</translation></message>
    <message><source>Go Back</source><translation>Quay lại</translation></message>
    <message><source>&lt; &amp;Back</source><translation>‹ &amp;Quay lại</translation></message>
  </context>
  <context>
    <name>QAbstractFileIconProvider</name>
    <message><source>File</source><translation>Tệp</translation></message>
    <message><source>Alias</source><translation>Bí danh</translation></message>
    <message><source>Drive</source><translation>Ổ đĩa</translation></message>
    <message><source>File Folder</source><translation>Thư mục</translation></message>
    <message><source>Folder</source><translation>Thư mục</translation></message>
    <message><source>Unknown</source><translation>Không rõ</translation></message>
    <message><source>Shortcut</source><translation>Lối tắt</translation></message>
  </context>
  <context>
    <name>QPrintPropertiesWidget</name>
    <message><source>Form</source><translation>Biểu</translation></message>
    <message><source>Page</source><translation>Trang</translation></message>
    <message><source>There are conflicts in some options. Please fix them.</source><translation>Một số tùy chọn mâu thuẫn nhau. Sửa lại rồi in.</translation></message>
    <message><source>Advanced</source><translation>Nâng cao</translation></message>
  </context>
  <context>
    <name>QMdiSubWindow</name>
    <message><source>Help</source><translation>Trợ giúp</translation></message>
    <message><source>Menu</source><translation>Trình đơn</translation></message>
    <message><source>&amp;Move</source><translation>&amp;Dời</translation></message>
    <message><source>&amp;Size</source><translation>&amp;Cỡ</translation></message>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>Minimize</source><translation>Thu nhỏ</translation></message>
    <message><source>Shade</source><translation>Cuộn lên</translation></message>
    <message><source>Stay on &amp;Top</source><translation>Luôn ở &amp;trên</translation></message>
    <message><source>&amp;Close</source><translation>Đón&amp;g</translation></message>
    <message><source>- [%1]</source><translation>- [%1]</translation></message>
    <message><source>%1 - [%2]</source><translation>%1 - [%2]</translation></message>
    <message><source>&amp;Restore</source><translation>&amp;Khôi phục</translation></message>
    <message><source>Restore</source><translation>Khôi phục</translation></message>
    <message><source>Maximize</source><translation>Phóng to</translation></message>
    <message><source>Unshade</source><translation>Mở ra</translation></message>
    <message><source>Mi&amp;nimize</source><translation>T&amp;hu nhỏ</translation></message>
    <message><source>Ma&amp;ximize</source><translation>&amp;Phóng to</translation></message>
    <message><source>Restore Down</source><translation>Thu lại</translation></message>
  </context>
  <context>
    <name>QFileSystemModel</name>
    <message><source>Kind</source><translation>Loại</translation></message>
    <message><source>Name</source><translation>Tên</translation></message>
    <message><source>Size</source><translation>Cỡ</translation></message>
    <message><source>Type</source><translation>Loại</translation></message>
    <message><source>My Computer</source><translation>Máy này</translation></message>
    <message><source>Computer</source><translation>Máy này</translation></message>
    <message><source>Date Modified</source><translation>Ngày sửa</translation></message>
  </context>
  <context>
    <name>QUndoGroup</name>
    <message><source>Redo</source><translation>Làm lại</translation></message>
    <message><source>Undo</source><translation>Hoàn tác</translation></message>
    <message><source>Redo %1</source><translation>Làm lại %1</translation></message>
    <message><source>Undo %1</source><translation>Hoàn tác %1</translation></message>
  </context>
  <context>
    <name>QUndoStack</name>
    <message><source>Redo</source><translation>Làm lại</translation></message>
    <message><source>Undo</source><translation>Hoàn tác</translation></message>
    <message><source>Redo %1</source><translation>Làm lại %1</translation></message>
    <message><source>Undo %1</source><translation>Hoàn tác %1</translation></message>
  </context>
  <context>
    <name>QComboBox</name>
    <message><source>True</source><translation>Đúng</translation></message>
    <message><source>False</source><translation>Sai</translation></message>
    <message><source>Open the combo box selection popup</source><translation>Mở danh sách chọn</translation></message>
  </context>
  <context>
    <name>QFontDialog</name>
    <message><source>&amp;Font</source><translation>&amp;Phông chữ</translation></message>
    <message><source>&amp;Size</source><translation>&amp;Cỡ</translation></message>
    <message><source>Sample</source><translation>Chữ mẫu</translation></message>
    <message><source>Font st&amp;yle</source><translation>&amp;Kiểu chữ</translation></message>
    <message><source>Wr&amp;iting System</source><translation>&amp;Hệ chữ viết</translation></message>
    <message><source>Select Font</source><translation>Chọn phông chữ</translation></message>
    <message><source>&amp;Underline</source><translation>&amp;Gạch chân</translation></message>
    <message><source>Effects</source><translation>Hiệu ứng</translation></message>
    <message><source>Stri&amp;keout</source><translation>Gạch ng&amp;ang</translation></message>
  </context>
  <context>
    <name>QColorDialog</name>
    <message><source>&amp;Red:</source><translation>Đỏ (&amp;R):</translation></message>
    <message><source>&amp;Sat:</source><translation>Độ đậm (&amp;S):</translation></message>
    <message><source>&amp;Val:</source><translation>Độ sáng (&amp;V):</translation></message>
    <message><source>Hu&amp;e:</source><translation>Sắc (&amp;E):</translation></message>
    <message><source>&amp;HTML:</source><translation>&amp;HTML:</translation></message>
    <message><source>Select Color</source><translation>Chọn màu</translation></message>
    <message><source>&amp;Add to Custom Colors</source><translation>&amp;Thêm vào màu riêng</translation></message>
    <message><source>Bl&amp;ue:</source><translation>Lam (&amp;U):</translation></message>
    <message><source>&amp;Pick Screen Color</source><translation>&amp;Lấy màu trên màn hình</translation></message>
    <message><source>Cursor at %1, %2
Press ESC to cancel</source><translation>Con trỏ ở %1, %2
Nhấn Esc để bỏ</translation></message>
    <message><source>&amp;Green:</source><translation>Lục (&amp;G):</translation></message>
    <message><source>&amp;Basic colors</source><translation>Màu &amp;cơ bản</translation></message>
    <message><source>&amp;Custom colors</source><translation>Màu &amp;riêng</translation></message>
    <message><source>A&amp;lpha channel:</source><translation>Độ &amp;trong:</translation></message>
  </context>
  <context>
    <name>QDockWidget</name>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>Float</source><translation>Tách ra</translation></message>
    <message><source>Undocks and re-attaches the dock widget</source><translation>Tách khung ra hoặc gắn lại</translation></message>
    <message><source>Closes the dock widget</source><translation>Đóng khung</translation></message>
  </context>
  <context>
    <name>QPrintDialog</name>
    <message><source>Even Pages</source><translation>Trang chẵn</translation></message>
    <message><source>Print</source><translation>In</translation></message>
    <message><source>&amp;Options &lt;&lt;</source><translation>&amp;Tùy chọn &lt;&lt;</translation></message>
    <message><source>&amp;Options &gt;&gt;</source><translation>&amp;Tùy chọn &gt;&gt;</translation></message>
    <message><source>Left to Right, Top to Bottom</source><translation>Trái sang phải, trên xuống dưới</translation></message>
    <message><source>Right to Left, Bottom to Top</source><translation>Phải sang trái, dưới lên trên</translation></message>
    <message><source>Write PDF file</source><translation>Ghi tệp PDF</translation></message>
    <message><source>&amp;Print</source><translation>&amp;In</translation></message>
    <message><source>1 (1x1)</source><translation>1 (1 × 1)</translation></message>
    <message><source>Options &#x27;Pages Per Sheet&#x27; and &#x27;Page Set&#x27; cannot be used together.
Please turn one of those options off.</source><translation>Không dùng cùng lúc “Số trang trên tờ” và “Bộ trang”.
Tắt một trong hai.</translation></message>
    <message><source>%1 already exists.
Do you want to overwrite it?</source><translation>%1 đã có.
Ghi đè lên?</translation></message>
    <message><source>2 (2x1)</source><translation>2 (2 × 1)</translation></message>
    <message><source>Left to Right, Bottom to Top</source><translation>Trái sang phải, dưới lên trên</translation></message>
    <message><source>4 (2x2)</source><translation>4 (2 × 2)</translation></message>
    <message><source>Odd Pages</source><translation>Trang lẻ</translation></message>
    <message><source>Local file</source><translation>Tệp trên máy</translation></message>
    <message><source>6 (2x3)</source><translation>6 (2 × 3)</translation></message>
    <message><source>16 (4x4)</source><translation>16 (4 × 4)</translation></message>
    <message><source>There are conflicts in duplex settings. Do you want to fix them?</source><translation>Thiết lập in hai mặt mâu thuẫn nhau. Sửa lại?</translation></message>
    <message><source>Print to File (PDF)</source><translation>In ra tệp (PDF)</translation></message>
    <message><source>Print To File ...</source><translation>In ra tệp…</translation></message>
    <message><source>Invalid Pages Definition</source><translation>Dãy trang không đọc được</translation></message>
    <message><source>%1 does not follow the correct syntax. Please use &#x27;,&#x27; to separate ranges and pages, &#x27;-&#x27; to define ranges and make sure ranges do not intersect with each other.</source><translation>Không đọc được “%1”. Dùng dấu “,” giữa các trang, dấu “-” cho dãy trang, các dãy không trùng nhau.</translation></message>
    <message><source>9 (3x3)</source><translation>9 (3 × 3)</translation></message>
    <message><source>Right to Left, Top to Bottom</source><translation>Phải sang trái, trên xuống dưới</translation></message>
    <message><source>Bottom to Top, Left to Right</source><translation>Dưới lên trên, trái sang phải</translation></message>
    <message><source>The &#x27;From&#x27; value cannot be greater than the &#x27;To&#x27; value.</source><translation>Trang đầu không được lớn hơn trang cuối.</translation></message>
    <message><source>All Pages</source><translation>Mọi trang</translation></message>
    <message><source>Duplex Settings Conflicts</source><translation>Thiết lập in hai mặt mâu thuẫn</translation></message>
    <message><source>%1 is a directory.
Please choose a different file name.</source><translation>%1 là thư mục.
Chọn tên tệp khác.</translation></message>
    <message><source>File %1 is not writable.
Please choose a different file name.</source><translation>Không ghi được tệp %1.
Chọn tên tệp khác.</translation></message>
    <message><source>Bottom to Top, Right to Left</source><translation>Dưới lên trên, phải sang trái</translation></message>
    <message><source>Top to Bottom, Left to Right</source><translation>Trên xuống dưới, trái sang phải</translation></message>
    <message><source>Top to Bottom, Right to Left</source><translation>Trên xuống dưới, phải sang trái</translation></message>
  </context>
  <context>
    <name>QAccessibleActionInterface</name>
    <message><source>Press</source><translation>Nhấn</translation></message>
    <message><source>Shows the menu</source><translation>Mở trình đơn</translation></message>
    <message><source>Scrolls to the left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Scroll Down</source><translation>Cuộn xuống</translation></message>
    <message><source>Scroll Left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Goes back a page</source><translation>Về trang trước</translation></message>
    <message><source>Triggers the action</source><translation>Làm việc này</translation></message>
    <message><source>Increase</source><translation>Tăng</translation></message>
    <message><source>Toggle</source><translation>Bật hoặc tắt</translation></message>
    <message><source>Toggles the state</source><translation>Đổi trạng thái bật, tắt</translation></message>
    <message><source>Scrolls up</source><translation>Cuộn lên</translation></message>
    <message><source>Scrolls down</source><translation>Cuộn xuống</translation></message>
    <message><source>Scroll Up</source><translation>Cuộn lên</translation></message>
    <message><source>Goes to the next page</source><translation>Sang trang sau</translation></message>
    <message><source>Scrolls to the right</source><translation>Cuộn sang phải</translation></message>
    <message><source>Increase the value</source><translation>Tăng giá trị</translation></message>
    <message><source>Decrease the value</source><translation>Giảm giá trị</translation></message>
    <message><source>Decrease</source><translation>Giảm</translation></message>
    <message><source>Scroll Right</source><translation>Cuộn sang phải</translation></message>
    <message><source>Previous Page</source><translation>Trang trước</translation></message>
    <message><source>Sets the focus</source><translation>Chuyển đến</translation></message>
    <message><source>SetFocus</source><translation>Chuyển đến</translation></message>
    <message><source>Next Page</source><translation>Trang sau</translation></message>
    <message><source>ShowMenu</source><translation>Mở trình đơn</translation></message>
  </context>
  <context>
    <name>QPrintPropertiesDialog</name>
    <message><source>Advanced Option Conflicts</source><translation>Tùy chọn nâng cao mâu thuẫn</translation></message>
    <message><source>Job Options</source><translation>Tùy chọn lần in</translation></message>
    <message><source>Page Setup Conflicts</source><translation>Thiết lập trang mâu thuẫn</translation></message>
    <message><source>There are conflicts in some advanced options. Do you want to fix them?</source><translation>Một số tùy chọn nâng cao mâu thuẫn nhau. Sửa lại?</translation></message>
    <message><source>There are conflicts in page setup options. Do you want to fix them?</source><translation>Thiết lập trang mâu thuẫn nhau. Sửa lại?</translation></message>
    <message><source>Printer Properties</source><translation>Thuộc tính máy in</translation></message>
  </context>
  <context>
    <name>QDialog</name>
    <message><source>What&#x27;s This?</source><translation>Đây là gì?</translation></message>
  </context>
  <context>
    <name>QWhatsThisAction</name>
    <message><source>What&#x27;s This?</source><translation>Đây là gì?</translation></message>
  </context>
  <context>
    <name>QMessageBox</name>
    <message><source>Show Details...</source><translation>Xem chi tiết…</translation></message>
    <message><source>About Qt</source><translation>Về Qt</translation></message>
    <message><source>Hide Details...</source><translation>Ẩn chi tiết…</translation></message>
    <message><source>&lt;h3&gt;About Qt&lt;/h3&gt;&lt;p&gt;This program uses Qt version %1.&lt;/p&gt;</source><translation>&lt;h3&gt;Về Qt&lt;/h3&gt;&lt;p&gt;Chương trình này dùng Qt bản %1.&lt;/p&gt;</translation></message>
  </context>
  <context>
    <name>QUnicodeControlCharacterMenu</name>
    <message><source>Insert Unicode control character</source><translation>Chèn ký tự điều khiển Unicode</translation></message>
  </context>
  <context>
    <name>QAbstractSpinBox</name>
    <message><source>Step &amp;down</source><translation>&amp;Giảm</translation></message>
    <message><source>&amp;Step up</source><translation>&amp;Tăng</translation></message>
    <message><source>&amp;Select All</source><translation>Chọn &amp;hết</translation></message>
  </context>
  <context>
    <name>QInputDialog</name>
    <message><source>Enter a value:</source><translation>Nhập một giá trị:</translation></message>
  </context>
  <context>
    <name>QTabBar</name>
    <message><source>Scroll Left</source><translation>Cuộn sang trái</translation></message>
    <message><source>Scroll Right</source><translation>Cuộn sang phải</translation></message>
  </context>
  <context>
    <name>QUndoModel</name>
    <message><source>&lt;empty&gt;</source><translation>&lt;trống&gt;</translation></message>
  </context>
  <context>
    <name>QProgressDialog</name>
    <message><source>Cancel</source><translation>Hủy</translation></message>
  </context>
  <context>
    <name>MAC_APPLICATION_MENU</name>
    <message><source>Hide Others</source><translation>Ẩn các cửa sổ khác</translation></message>
    <message><source>Quit %1</source><translation>Thoát %1</translation></message>
    <message><source>About %1</source><translation>Về %1</translation></message>
    <message><source>Preferences...</source><translation>Thiết lập…</translation></message>
    <message><source>Services</source><translation>Dịch vụ</translation></message>
    <message><source>Hide %1</source><translation>Ẩn %1</translation></message>
    <message><source>Show All</source><translation>Hiện tất cả</translation></message>
  </context>
  <context>
    <name>CloseButton</name>
    <message><source>Close Tab</source><translation>Đóng thẻ</translation></message>
  </context>
  <context>
    <name>QKeySequenceEdit</name>
    <message><source>Press shortcut</source><translation>Nhấn phím tắt</translation></message>
    <message><source>%1, ...</source><translation>%1, …</translation></message>
  </context>
  <context>
    <name>QAccessibleColorWellItem</name>
  </context>
  <context>
    <name>QApplication</name>
    <message><source>Application &quot;%1&quot; requires Qt %2, found Qt %3.</source><translation>“%1” cần Qt %2, máy này có Qt %3.</translation></message>
    <message><source>Incompatible Qt Library Error</source><translation>Thư viện Qt không hợp</translation></message>
  </context>
</TS>
