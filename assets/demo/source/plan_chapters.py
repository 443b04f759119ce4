"""The chapters of the investment plan that are written out by hand."""

CHAPTER_1_3 = """
= Chương I. Bối cảnh và đánh giá giai đoạn trước

== 1. Bối cảnh
Kế hoạch được lập trong điều kiện nhu cầu đầu tư lớn hơn nguồn vốn khoảng hai lần rưỡi. Ba xu hướng chi phối việc lựa chọn: thiên tai gây thiệt hại lặp lại ở cùng những nơi, dân số chuyển dịch về đô thị và khu công nghiệp, yêu cầu của thị trường xuất khẩu về nguồn gốc và môi trường ngày càng cao. Đầu tư công không thể giải quyết mọi nhu cầu; nhiệm vụ của Kế hoạch là chọn ra những việc mà nếu nhà nước không làm thì không ai làm.

== 2. Kết quả giai đoạn trước
Giai đoạn trước hoàn thành nhiều công trình có ý nghĩa, nhưng số dự án quá nhiều so với năng lực quản lý. Bình quân mỗi ban quản lý cấp tỉnh theo dõi 46 dự án cùng lúc. Thời gian từ khi có chủ trương đến khi khởi công trung bình 19 tháng, trong đó thời gian thi công thực tế chỉ chiếm chưa đến một nửa vòng đời dự án.

Tỷ lệ dự án thay đổi tổng mức ít nhất một lần là 31%. Nguyên nhân phổ biến nhất không phải giá vật liệu mà là khảo sát sơ sài ở bước đầu. Chi phí khảo sát bình quân chỉ bằng 0,8% tổng mức, thấp hơn mức hợp lý 1,5–2%.

== 3. Bài học
- Vốn theo dự án sẵn sàng, không theo lời hứa sẵn sàng.
- Mặt bằng là việc của chính quyền, không phải của nhà thầu.
- Dự án nhỏ không có nghĩa là dễ; một trạm y tế chậm hai năm gây thiệt hại như một cây cầu chậm hai tháng.
- Công khai tiến độ từng quý làm giảm kiến nghị, không làm tăng kiến nghị.

= Chương II. Nguyên tắc, tiêu chí

== 1. Thứ tự ưu tiên
Vốn được bố trí theo thứ tự: trả nợ khối lượng hoàn thành; dự án chuyển tiếp hoàn thành trong hai năm đầu; dự án phòng, chống thiên tai cấp bách; dự án liên vùng; dự án khởi công mới có đủ thủ tục. Trong cùng một nhóm, dự án có điểm cao hơn được bố trí trước.

== 2. Bảy tiêu chí chấm điểm
#grid-table([Biểu II.1. Tiêu chí và trọng số], (12mm, 1fr, 26mm), ([TT], [Tiêu chí], [Trọng số (%)]), align: (center, left, right),
  [1], [Số người hưởng lợi trên một tỷ đồng vốn], [20],
  [2], [Mức độ sẵn sàng: chủ trương, thiết kế, mặt bằng], [20],
  [3], [Tác động giảm rủi ro thiên tai], [15],
  [4], [Tác động lan tỏa sang địa phương khác], [15],
  [5], [Chi phí vận hành, bảo trì suốt vòng đời], [12],
  [6], [Năng lực và kết quả trước đây của chủ đầu tư], [10],
  [7], [Ý kiến của cộng đồng nơi có dự án], [8])

== 3. Quy tắc cắt giảm
Dự án dưới 50 điểm không được đưa vào Kế hoạch. Dự án từ 50 đến 60 điểm chỉ được chuẩn bị đầu tư. Việc chấm do hai nhóm độc lập thực hiện; khi điểm lệch trên 10, nhóm thứ ba chấm lại mà không biết hai kết quả trước.

= Chương III. Tổng mức và cân đối vốn

== 1. Tổng mức
Tổng vốn ngân sách trung ương của Kế hoạch là {ALL} tỷ đồng, gồm {TOTAL} tỷ đồng phân bổ cho {COUNT} dự án và {RESERVE} tỷ đồng dự phòng tập trung, bằng 10% tổng mức. Trong số dự án được phân bổ có {CARRIED} dự án chuyển tiếp.

{overview}

== 2. Nguyên tắc sử dụng dự phòng
Dự phòng chỉ được mở sau đánh giá giữa kỳ, trừ trường hợp thiên tai do Chính phủ quyết định. Mỗi đề nghị phải chỉ ra dự án nào trong Kế hoạch sẽ bị giảm nếu dự phòng không được duyệt, để việc lựa chọn được đặt lên bàn một cách trung thực.

== 3. An toàn nợ
Trong kịch bản cơ sở, nghĩa vụ trả nợ trực tiếp cao nhất vào năm 2029, bằng 20,6% thu ngân sách. Trong kịch bản thấp, tỷ lệ này là 21,8%. Cả hai kịch bản đều nằm dưới ngưỡng cảnh báo do Kế hoạch đặt ra.
"""

CHAPTER_4_HEAD = """Chương này trình bày mười hai ngành, lĩnh vực theo cùng một khuôn: tổng mức và cơ cấu, kết quả phải đạt, những dự án lớn, danh sách dự án theo địa phương. Người đọc chỉ quan tâm đến một ngành có thể mở thẳng mục tương ứng mà không cần đọc các mục trước.

Số vốn nêu ở đây là vốn ngân sách trung ương; phần đối ứng của địa phương và vốn của nhà đầu tư được ghi trong quyết định của từng dự án. Mã dự án (DA001, DA002, ...) được dùng thống nhất trong toàn bộ Kế hoạch, kể cả các phụ lục."""

CHAPTER_5_HEAD = """Chương này trình bày 34 địa phương, xếp theo sáu vùng. Mỗi mục gồm đặc điểm và bài học, định hướng và tổng mức, danh mục dự án, thuyết minh các dự án chính, rủi ro, kết quả phải đạt và trách nhiệm của địa phương.

Phần thuyết minh do địa phương soạn, cơ quan lập Kế hoạch biên tập cho thống nhất về cách trình bày. Nhận xét của Hội đồng thẩm định về từng địa phương nằm ở Chương VI, để người đọc phân biệt được lời của người đề nghị với lời của người thẩm định."""

CHAPTER_6_HEAD = """= Chương VI. Ý kiến của Hội đồng thẩm định

== 1. Quá trình thẩm định
Hội đồng thẩm định gồm mười lăm thành viên, làm việc từ ngày 05 tháng 8 đến ngày 12 tháng 11 năm 2026. Hội đồng họp mười một phiên, kiểm tra hiện trường 64 công trình, đối thoại với lãnh đạo của toàn bộ 34 địa phương. Thành viên có quan hệ công tác trước đây với chủ đầu tư không tham gia phần thẩm định dự án đó.

Hội đồng không chấm lại điểm mà kiểm tra ba câu hỏi: số liệu đầu vào có căn cứ không, thứ tự ưu tiên có được áp dụng giống nhau không, và số vốn từng năm có phù hợp năng lực thi công không.

== 2. Nhận xét chung
Hồ sơ lần này tốt hơn giai đoạn trước ở cả ba mặt. Số dự án không có mục tiêu đo được giảm từ một phần tư xuống dưới 5%. Tuy vậy, chi phí vận hành sau đầu tư vẫn là phần yếu nhất: nhiều thuyết minh chỉ ghi một câu rằng kinh phí sẽ được cân đối từ ngân sách địa phương.

== 3. Ý kiến về từng địa phương
Phần này ghi nguyên văn kết luận của Hội đồng, theo thứ tự vùng và địa phương như Chương V.
"""

CHAPTER_6_TAIL = """== 4. Kết luận của Hội đồng
Hội đồng thống nhất trình Chính phủ thông qua Kế hoạch. Các điều kiện nêu ở mục 3 là điều kiện giao vốn, không phải điều kiện thông qua. Cơ quan lập Kế hoạch chịu trách nhiệm theo dõi và công bố việc thực hiện từng điều kiện.

Hai thành viên bảo lưu ý kiến: một thành viên cho rằng tỷ lệ dự phòng nên là 12%; một thành viên đề nghị chưa bố trí vốn cho lĩnh vực công trình công trong hai năm đầu.
"""

CHAPTER_7 = """= Chương VII. Các dự án liên vùng và thứ tự ưu tiên

== 1. Hành lang cứu hộ miền núi – ven biển
Hành lang nối Lam Thành, Sơn Bình với Trường Lộc, chủ yếu nâng cấp đường hiện có và thay 17 ngầm tràn bằng cầu. Lợi ích lớn nhất là duy trì giao thông khi mưa lũ; lợi ích vận tải hàng hóa là thứ yếu. Điểm: 84. Có thể khởi công từng đoạn, đoạn nào xong dùng được ngay.

== 2. Chuyển nước Gia Lĩnh – Ninh Hải Sơn
Tuyến ống và hai hồ điều hòa đưa nước dư mùa mưa từ cao nguyên xuống vùng khô hạn ven biển. Điểm: 79. Rủi ro chính là chia sẻ nguồn nước vào năm hạn nặng ở cả hai đầu; cần một quy chế vận hành được hai tỉnh ký trước khi khởi công.

== 3. Trục thủy nội địa Cửu Hà – Gia Phú
Nạo vét luồng, nâng tĩnh không bốn cầu, xây hai bến hàng rời. Điểm: 77. Mỗi tấn hàng chuyển từ đường bộ sang đường thủy giảm khoảng một nửa chi phí vận chuyển. Cần xử lý bùn nạo vét đúng quy định môi trường.

== 4. Mạng dữ liệu quan trắc thiên tai ven biển
Nối 412 trạm mưa, mực nước, gió của mười một địa phương vào một mạng chung, công bố số liệu theo thời gian thực. Điểm: 88, cao nhất trong bốn dự án nhưng vốn thấp nhất.

== 5. Thứ tự đề xuất
Cơ quan lập Kế hoạch đề xuất thứ tự: mạng dữ liệu quan trắc; hành lang cứu hộ; trục thủy nội địa; chuyển nước. Hội đồng thẩm định đề nghị đổi chỗ hai dự án cuối vì tình trạng thiếu nước cấp bách hơn. Đây là nội dung xin ý kiến các thành viên Chính phủ.
"""

CHAPTER_8 = """= Chương VIII. Tổ chức thực hiện

== 1. Giao vốn và mở khóa vốn
Vốn năm 2027 được giao một lần trước ngày 31 tháng 12 năm 2026. Dự án có điều kiện của Hội đồng thẩm định được giao nhưng khóa; vốn tự mở khi điều kiện được xác nhận trên hệ thống, không cần văn bản xin mở.

== 2. Theo dõi và công khai
Mỗi dự án có một trang công khai gồm mục tiêu, vốn, tiến độ, ảnh hiện trường, tên chủ đầu tư và nơi gửi ý kiến. Trang được cập nhật hằng quý. Dự án không cập nhật hai quý liền bị tạm dừng thanh toán phần chi phí quản lý.

== 3. Điều chuyển
Ngày 30 tháng 6 và ngày 30 tháng 9 hằng năm là hai mốc rà soát. Vốn điều chuyển ưu tiên cho dự án cùng lĩnh vực trong cùng vùng, sau đó mới xét ngoài vùng.

== 4. Đánh giá giữa kỳ
Đánh giá giữa kỳ do một đơn vị độc lập thực hiện trong quý II năm 2028, gồm kiểm tra ngẫu nhiên 10% số dự án và khảo sát 6.000 người hưởng lợi. Báo cáo được công bố cùng ngày trình Chính phủ.

== 5. Phân công
Bộ Kế hoạch và Đầu tư tổng hợp và điều phối. Bộ Tài chính bảo đảm nguồn và thanh toán. Các bộ quản lý ngành chịu trách nhiệm về chỉ số kết quả của lĩnh vực. Chủ tịch Ủy ban nhân dân cấp tỉnh chịu trách nhiệm về mặt bằng và tiến độ tại địa phương.

#sign(cc: ("Chính phủ", "Các bộ, cơ quan ngang bộ", "Ủy ban nhân dân các tỉnh, thành phố"))
"""
