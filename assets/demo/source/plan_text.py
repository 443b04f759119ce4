"""Words of the investment plan: places, sectors, and the sentences that vary."""

REGIONS = {
    "Vùng núi phía bắc": ["Lam Thành", "Sơn Bình", "An Lũng", "Quế Lĩnh", "Yên Sơn Hạ", "Thượng Ngàn"],
    "Vùng đồng bằng phía bắc": ["Đông Mỹ", "Tân Phong", "Hưng Thịnh Giang", "Nam Trực Thành", "Đại Lâm", "Bắc Hòa"],
    "Vùng ven biển phía bắc": ["Vân Hải", "Trường Lộc", "Cẩm Sa", "Phú Giang", "Thạch Khê", "Hải Thanh"],
    "Vùng ven biển phía nam": ["Hòa Châu", "Kim Sa", "Bình Nguyên Thượng", "Mỹ Cảnh", "Ninh Hải Sơn"],
    "Vùng cao nguyên": ["Gia Lĩnh", "Đăk Minh", "Tây Sơn Hòa", "Lâm Viên Thượng"],
    "Vùng đồng bằng phía nam": ["Gia Phú", "Bình Xuân", "Tây Long", "Phước Điền", "Vĩnh Thuận An", "Đồng Sen", "Cửu Hà"],
}
CITIES = {"Đại Lâm", "Hải Thanh", "Mỹ Cảnh", "Gia Phú"}

NATURE = {
    "Vùng núi phía bắc": [
        "Địa hình chia cắt mạnh, dân cư thưa, nhiều thôn bản chỉ có một đường vào và dễ bị cô lập sau mưa lớn",
        "Phần lớn diện tích là đồi núi dốc trên 25 độ; nguy cơ sạt lở tập trung vào tháng 7 đến tháng 9",
        "Kinh tế dựa vào lâm nghiệp, chăn nuôi và du lịch cộng đồng; khoảng cách tới trung tâm vùng còn xa"],
    "Vùng đồng bằng phía bắc": [
        "Mật độ dân số cao, đô thị hóa nhanh, hạ tầng thoát nước không theo kịp tốc độ xây dựng",
        "Có nhiều khu công nghiệp tiếp giáp khu dân cư, nhu cầu nhà trẻ và trạm y tế cho công nhân tăng nhanh",
        "Hệ thống đê và trạm bơm đã khai thác trên ba mươi năm, hiệu suất giảm rõ rệt"],
    "Vùng ven biển phía bắc": [
        "Bờ biển dài, chịu nhiều cơn bão, nhiều đoạn kè bị xói sâu sau mùa mưa 2026",
        "Kinh tế gắn với cảng, thủy sản và du lịch biển, thu nhập dao động mạnh theo mùa",
        "Quỹ đất phẳng hẹp, các trục giao thông dọc và ngang thường bị ngập ở cùng những điểm cũ"],
    "Vùng ven biển phía nam": [
        "Khí hậu khô hạn nhất cả nước, nước sinh hoạt là giới hạn của mọi kế hoạch phát triển",
        "Tiềm năng nắng, gió và du lịch lớn, song hạ tầng kết nối từ ven biển vào vùng đồi còn yếu",
        "Ngư nghiệp chiếm tỷ trọng cao; cảng cá và nơi neo đậu chỉ đáp ứng một nửa nhu cầu"],
    "Vùng cao nguyên": [
        "Cây công nghiệp dài ngày là thế mạnh; nước tưới cuối mùa khô là điểm nghẽn thường xuyên",
        "Dân di cư đến nhiều, trường lớp và nước sạch ở khu dân cư mới thiếu trầm trọng",
        "Rừng đầu nguồn cần được giữ, vì vậy lựa chọn hướng tuyến giao thông phải rất thận trọng"],
    "Vùng đồng bằng phía nam": [
        "Địa hình thấp, nền đất yếu, chi phí xây dựng giao thông cao hơn bình quân cả nước khoảng một phần tư",
        "Xâm nhập mặn và sụt lún diễn ra đồng thời, làm giảm tuổi thọ công trình",
        "Vận tải thủy có lợi thế, nhưng bến bãi và luồng lạch chưa được đầu tư tương xứng"],
}

# key, name, unit office, two output measures, project patterns (pattern, measure, low, high)
SECTORS = [
    ("Giao thông", "Bộ Giao thông vận tải", ["km đường hoàn thành", "phút đi lại được rút ngắn"],
     [("Đường nối {a} – {b}", "km", 6, 42), ("Cầu {a}", "m", 90, 780), ("Nâng cấp đường tỉnh qua {a}", "km", 8, 35), ("Đường tránh đô thị {a}", "km", 4, 16)]),
    ("Nông nghiệp, thủy lợi", "Bộ Nông nghiệp và Phát triển nông thôn", ["héc-ta được tưới, tiêu chủ động", "hộ được bảo vệ khỏi lũ"],
     [("Sửa chữa hồ {a}", "triệu m³", 2, 38), ("Hệ thống kênh {a} – {b}", "km", 9, 46), ("Kè chống sạt lở {a}", "km", 1, 9), ("Trạm bơm {a}", "m³/s", 4, 28)]),
    ("Y tế, dân số", "Bộ Y tế", ["giường bệnh tăng thêm", "trạm y tế đạt chuẩn"],
     [("Bệnh viện đa khoa khu vực {a}", "giường", 80, 350), ("Trung tâm kiểm soát bệnh tật, cơ sở {a}", "phòng xét nghiệm", 4, 14), ("Cụm trạm y tế {a}", "trạm", 5, 24)]),
    ("Giáo dục và đào tạo", "Bộ Giáo dục và Đào tạo", ["phòng học kiên cố", "chỗ học nghề"],
     [("Trường trung học phổ thông {a}", "phòng học", 18, 40), ("Cụm trường mầm non khu công nghiệp {a}", "phòng học", 12, 36), ("Trường nội trú {a}", "chỗ ở", 160, 520)]),
    ("Cấp nước, thoát nước", "Bộ Xây dựng", ["hộ được dùng nước sạch", "điểm ngập được xóa"],
     [("Nhà máy nước {a}", "nghìn m³/ngày", 5, 60), ("Thoát nước lưu vực {a}", "km cống", 7, 38), ("Tuyến ống chuyển tải nước {a} – {b}", "km", 10, 44)]),
    ("Tài nguyên, môi trường", "Bộ Tài nguyên và Môi trường", ["tấn rác được xử lý mỗi ngày", "trạm quan trắc hoạt động"],
     [("Khu xử lý chất thải {a}", "tấn/ngày", 60, 480), ("Trồng và phục hồi rừng phòng hộ {a}", "héc-ta", 300, 2900), ("Mạng quan trắc nước lưu vực {a}", "trạm", 6, 28)]),
    ("Văn hóa, thể thao, du lịch", "Bộ Văn hóa, Thể thao và Du lịch", ["di tích được tu bổ", "nghìn lượt người sử dụng mỗi năm"],
     [("Tu bổ di tích {a}", "hạng mục", 3, 14), ("Thư viện và nhà văn hóa {a}", "chỗ", 150, 900), ("Hạ tầng điểm du lịch {a}", "héc-ta", 4, 30)]),
    ("Khoa học, công nghệ", "Bộ Khoa học và Công nghệ", ["trăm lượt thử nghiệm dùng chung", "doanh nghiệp được hỗ trợ"],
     [("Trung tâm thử nghiệm nông sản {a}", "phép thử", 40, 180), ("Khu ươm tạo doanh nghiệp {a}", "chỗ làm việc", 60, 400)]),
    ("Công nghệ thông tin, dữ liệu", "Bộ Thông tin và Truyền thông", ["dịch vụ công dùng lại dữ liệu", "xã có kết nối dự phòng"],
     [("Mạng kết nối dự phòng {a}", "điểm", 30, 190), ("Trung tâm giám sát, điều hành {a}", "hệ thống", 5, 22)]),
    ("Lao động, xã hội", "Bộ Lao động – Thương binh và Xã hội", ["chỗ chăm sóc xã hội", "người được đào tạo lại"],
     [("Trung tâm bảo trợ xã hội {a}", "chỗ", 80, 320), ("Cơ sở đào tạo nghề {a}", "chỗ học", 240, 1200)]),
    ("Khu công nghiệp, năng lượng nông thôn", "Bộ Công Thương", ["hộ có điện ổn định", "héc-ta khu công nghiệp đủ hạ tầng"],
     [("Cấp điện thôn, bản vùng {a}", "hộ", 400, 3600), ("Hạ tầng cụm công nghiệp {a}", "héc-ta", 25, 75)]),
    ("Công trình công và an toàn", "Bộ Xây dựng", ["cơ quan dùng chung trụ sở", "nơi trú tránh thiên tai"],
     [("Trụ sở liên cơ quan {a}", "nghìn m² sàn", 3, 16), ("Nhà trú tránh cộng đồng {a}", "điểm", 4, 22)]),
]

FIRST = "Tân Long Phú Hòa Bình Thạnh Xuân Đông Tây Nam Bắc Thượng Hạ Cẩm Kim Ngọc Vĩnh An Thanh Minh Quang Hồng".split()
SECOND = "Sơn Giang Lâm Điền Khê Mỹ Lạc Thủy Hội Trung Phong Lộc Hưng Châu Tiến Cường Lĩnh Hải Đài Phước Yên Trạch".split()

PURPOSE = {
    0: ["rút ngắn thời gian đi từ vùng nguyên liệu tới cảng và xóa một điểm đen tai nạn", "nối hai trục hiện hữu thành mạng, giảm xe tải qua nội thị", "mở đường cứu hộ thứ hai cho các xã thường bị cô lập"],
    1: ["bảo đảm nước tưới cuối vụ và cắt lũ cho hạ du", "khôi phục năng lực thiết kế sau nhiều năm bồi lắng", "giảm diện tích ngập trên ba ngày vào đầu vụ"],
    2: ["giảm lượt chuyển tuyến và rút ngắn thời gian cấp cứu", "đưa điều trị bệnh mạn tính về gần nơi ở", "bổ sung năng lực xét nghiệm tại chỗ khi có dịch"],
    3: ["chấm dứt học ba ca và thay phòng học tạm", "cho con công nhân có chỗ học gần nơi cha mẹ làm việc", "giữ học sinh vùng xa học hết trung học"],
    4: ["chấm dứt tình trạng cấp nước luân phiên mùa khô", "giảm ngập cho khu dân cư thấp nhất của đô thị", "chuyển nước từ nơi dư sang nơi thiếu"],
    5: ["đóng cửa bãi rác quá tải và thu hồi khí", "giữ đất, giữ nước đầu nguồn", "có số liệu liên tục để cảnh báo sớm"],
    6: ["cứu các cấu kiện đang xuống cấp và mở cửa phục vụ cộng đồng", "tạo nơi đọc, nơi tập cho thanh thiếu niên", "kéo dài thời gian lưu trú của khách"],
    7: ["giúp nông sản địa phương đạt yêu cầu thị trường mà không phải gửi mẫu đi xa", "tạo chỗ thử nghiệm cho doanh nghiệp nhỏ"],
    8: ["giữ thông tin liên lạc trong 24 giờ khi mất mạng chính", "gộp các phòng điều hành rời rạc thành một đầu mối"],
    9: ["chăm sóc người cao tuổi không nơi nương tựa", "đào tạo lại lao động rời ngành thâm dụng"],
    10: ["đưa điện lưới đến các hộ cuối cùng chưa có", "di dời xưởng xen kẽ khu dân cư"],
    11: ["thay các trụ sở phân tán, trả lại đất cho mục đích công cộng", "có nơi trú tránh an toàn, hằng ngày dùng làm nhà sinh hoạt"],
}
STATE = [
    "Hồ sơ thiết kế đã được thẩm định, mặt bằng sạch {p}% diện tích",
    "Chủ trương đầu tư đã được quyết định; công tác đền bù dự kiến xong vào quý {q} năm 2027",
    "Dự án chuyển tiếp, khối lượng hoàn thành đạt {p}%",
    "Nhà tài trợ đã xác nhận phần vốn vay; phần đối ứng được bố trí đủ ngay năm đầu",
    "Đã tham vấn {h} hộ dân, {p}% đồng thuận với phương án tái định cư tại chỗ"]
CARE = [
    "Điểm cần theo dõi là giá vật liệu đắp nền trong mùa mưa",
    "Chủ đầu tư phải chốt phương án vận hành và kinh phí bảo trì trước khi nghiệm thu",
    "Việc thi công được chia hai giai đoạn để không làm gián đoạn phục vụ người dân",
    "Hạng mục phụ trợ chỉ triển khai khi hạng mục chính đạt 60% khối lượng",
    "Cần phối hợp với địa phương giáp ranh về đoạn tiếp nối",
    "Đề nghị dùng thiết kế mẫu để rút ngắn bước thẩm định"]
LOCAL_AIM = [
    "Kế hoạch của {n} tập trung vốn cho {s1} và {s2}, hai lĩnh vực chiếm {p}% tổng mức, thay cho cách dàn đều ở giai đoạn trước.",
    "Trọng tâm năm năm tới của {n} là {s1}; {s2} được bố trí ở mức bảo đảm hoàn thành các dự án dở dang. Hai lĩnh vực này chiếm {p}% tổng mức.",
    "{n} lựa chọn làm dứt điểm {s1} trước, sau đó mới mở rộng sang {s2}; cả hai nhận {p}% số vốn."]
LOCAL_PAST = [
    "Giai đoạn trước, tỷ lệ giải ngân bình quân đạt {p}%; {k} dự án phải kéo dài, chủ yếu do mặt bằng.",
    "Trong giai đoạn trước có {k} dự án hoàn thành đúng hạn, tỷ lệ giải ngân {p}%; bài học rút ra là phải giao chủ đầu tư đủ năng lực ngay từ đầu.",
    "Tỷ lệ giải ngân giai đoạn trước là {p}%, tăng dần qua các năm; {k} dự án được cắt giảm quy mô để phù hợp khả năng vốn."]
LOCAL_TASK = [
    "lập tổ công tác mặt bằng do một Phó Chủ tịch đứng đầu, họp hằng tuần và công khai tiến độ theo từng xã",
    "gộp các ban quản lý dự án nhỏ thành một đầu mối chuyên nghiệp trước quý II năm 2027",
    "công bố giá vật liệu hằng tháng và mở thêm mỏ đất đắp theo quy hoạch",
    "bố trí đủ vốn đối ứng ngay năm đầu, không khởi công khi chưa có ít nhất 70% mặt bằng",
    "tổ chức giám sát cộng đồng có thù lao tại các công trình dưới 50 tỷ đồng",
    "đăng tải thiết kế rút gọn và ảnh hiện trường hằng quý trên trang thông tin của tỉnh"]
APPRAISE = [
    "Hội đồng ghi nhận hồ sơ được chuẩn bị kỹ, các dự án đều có chủ trương và phân kỳ phù hợp với năng lực thi công.",
    "Hội đồng đánh giá cơ cấu vốn hợp lý, song lưu ý tỷ trọng dự án khởi công mới trong hai năm đầu còn cao.",
    "Hội đồng cho rằng danh mục đã gọn hơn đáng kể; số dự án dưới 50 tỷ đồng giảm và không còn dự án trùng mục tiêu.",
    "Hội đồng nhận thấy nhu cầu là có thật nhưng khả năng hấp thụ vốn năm đầu bị đánh giá lạc quan.",
    "Hội đồng thống nhất với thứ tự ưu tiên do địa phương đề xuất sau khi đã kiểm tra thực địa ba công trình.",
    "So với lần đề xuất đầu, danh mục đã bớt các dự án chỉ phục vụ một đơn vị; Hội đồng đánh giá cao sự điều chỉnh này.",
    "Hội đồng lưu ý rằng hai năm gần đây địa phương giải ngân dồn vào quý IV, gây áp lực lên chất lượng thi công.",
    "Các chỉ số kết quả được nêu rõ và đo được; Hội đồng chỉ đề nghị bổ sung mức hiện trạng để so sánh."]
APPRAISE_ASK = [
    "Địa phương cần làm rõ nguồn kinh phí vận hành của {p1}, vì dự toán chi thường xuyên kèm theo chưa có khoản này.",
    "Đối với {p1}, đề nghị bổ sung phương án dẫn dòng thi công và lùi thời điểm đấu thầu sang sau mùa mưa.",
    "Hội đồng đề nghị tách {p1} thành hai giai đoạn, giai đoạn đầu phải khai thác được độc lập.",
    "Riêng {p1} cần có ý kiến bằng văn bản của cơ quan quản lý chuyên ngành trước khi giao vốn năm 2027.",
    "Hội đồng đề nghị kiểm tra lại suất đầu tư của {p1}, hiện cao hơn mức trung bình của các công trình tương tự {x}%.",
    "Hồ sơ của {p1} chưa nêu đơn vị tiếp nhận sau đầu tư; địa phương phải chỉ định trước khi ký hợp đồng thi công.",
    "Hội đồng chấp nhận lý do kéo dài {p1} nhưng yêu cầu không tăng tổng mức so với chủ trương đã quyết định.",
    "Khảo sát địa chất của {p1} mới có một phần ba số hố khoan cần thiết, phải làm đủ trước bước thiết kế kỹ thuật.",
    "Người dân nơi có {p1} đề nghị dời vị trí; Hội đồng đề nghị đối thoại thêm một vòng và công bố kết quả."]
APPRAISE_END = [
    "Với các điều kiện đó, Hội đồng đồng ý đưa toàn bộ {k} dự án vào Kế hoạch.",
    "Phần vốn chưa đủ điều kiện được để ở dự phòng và xem xét lại khi đánh giá giữa kỳ.",
    "Kết quả rà soát phải gửi về Hội đồng trước ngày 31 tháng 3 năm 2027.",
    "Nếu đến hết quý III năm 2027 chưa khắc phục, số vốn tương ứng được chuyển cho dự án khác trong vùng.",
    "Hội đồng không yêu cầu trình lại, địa phương tự chịu trách nhiệm hoàn thiện và công khai.",
    "Hai thành viên Hội đồng được phân công theo dõi và kiểm tra lại tại chỗ vào tháng 6 năm 2027."]

RUN = [
    "Chi phí vận hành, bảo trì ước {m} tỷ đồng mỗi năm, do ngân sách địa phương bảo đảm",
    "Sau khi bàn giao, mỗi năm cần khoảng {m} tỷ đồng để vận hành; nguồn thu tại chỗ bù được {p}%",
    "Đơn vị khai thác cam kết dành {m} tỷ đồng mỗi năm cho bảo trì phòng ngừa"]
GAIN = [
    "Khoảng {h} nghìn người hưởng lợi trực tiếp",
    "Công trình phục vụ {h} nghìn dân của {k} xã, phường",
    "Số người hưởng lợi ước {h} nghìn, trong đó {p}% thuộc hộ nghèo, cận nghèo"]
PACE = [
    "Vốn bố trí cao nhất vào năm {y} với {v} tỷ đồng",
    "Năm {y} là năm thi công chính, cần {v} tỷ đồng",
    "Tiến độ giải ngân đạt đỉnh năm {y} ({v} tỷ đồng), sau đó giảm dần để nghiệm thu"]
RISKS = [
    ("Mưa lũ kéo dài làm chậm thi công phần nền, móng", "Xếp lịch thi công theo mùa, có vật tư dự phòng tại chỗ"),
    ("Giá vật liệu tăng trên 10%", "Dùng hợp đồng có công thức điều chỉnh giá; rà soát hằng quý"),
    ("Một bộ phận hộ dân chưa đồng thuận về giá đền bù", "Đối thoại từng hộ, xây khu tái định cư trước"),
    ("Thiếu kỹ sư giám sát có kinh nghiệm", "Thuê tư vấn giám sát chung cho nhóm dự án cùng loại"),
    ("Dự án trùng thời gian sử dụng chung một tuyến đường công vụ", "Lập lịch vận chuyển chung, hạn chế xe nặng giờ cao điểm"),
    ("Chưa rõ đơn vị tiếp nhận sau đầu tư", "Chỉ định đơn vị tiếp nhận trước khi ký hợp đồng thi công"),
    ("Đường dây, ống ngầm không có bản vẽ", "Khảo sát bằng thiết bị dò, bố trí chi phí di dời riêng"),
    ("Nhà thầu phụ năng lực yếu", "Công khai danh sách nhà thầu phụ, chấm điểm sau từng mốc"),
]
