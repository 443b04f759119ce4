# Từ ngữ dùng chung cho cửa sổ, dòng lệnh và các văn bản do chương trình lập.

state-draft = Bản nháp
state-saved = Đã lưu trên máy này, chưa được tiếp nhận
state-received = Đã tiếp nhận, có biên nhận
state-taken = Đã tiếp nhận
state-counted = Đã kiểm phiếu
state-stale = Tài liệu đã thay đổi, cần xác nhận lại
state-late = Đến sau hạn, không tính
state-refused = Không được chấp nhận
state-disputed = Biên nhận không khớp, cần kiểm tra

position-no_objection = Không phản đối
position-objects = Phản đối
position-wishes_to_speak = Đăng ký phát biểu

choice-agree = Đồng ý
choice-disagree = Không đồng ý
choice-other = Ý kiến khác
choice-abstain = Không biểu quyết

kind-roll_call = Biểu quyết tại phiên họp
kind-opinion_form = Phiếu lấy ý kiến

outcome-adopted = Thông qua
outcome-not_adopted = Không thông qua
outcome-no_quorum = Không đủ số thành viên
outcome-chair_decides = Người chủ trì quyết định

# Lỗi: việc gì đã xảy ra, điều gì vẫn an toàn, cần làm một việc gì.

error-unknown = Chương trình gặp một lỗi chưa được mô tả ({ $code }). Dữ liệu đã lưu trên máy này vẫn còn nguyên. Hãy thử lại; nếu lỗi lặp lại, hãy báo mã này cho quản trị viên.
error-network-unreachable = Chưa liên lạc được với máy chủ. Mọi nội dung đã lưu trên máy này vẫn an toàn và sẽ tự gửi khi có mạng. Hãy kiểm tra kết nối mạng rồi thử lại.
error-server-not-ecabinet = Địa chỉ này có trả lời nhưng không phải là máy chủ e-Cabinet. Chưa có dữ liệu nào được gửi đi. Hãy kiểm tra lại địa chỉ do ban thư ký cung cấp.
error-server-incomplete = Máy chủ trả lời chưa trọn vẹn, đường truyền đã ngắt giữa chừng. Phần đã tải về được giữ lại và sẽ tải tiếp. Hãy thử lại sau ít phút.
error-server-busy = Máy chủ đang bận. Nội dung của bạn đã lưu trên máy này và chương trình sẽ tự gửi lại. Hãy tiếp tục làm việc.
error-pin-mismatch = Máy chủ này không phải là máy chủ mà thiết bị đã đăng ký. Chương trình đã dừng liên lạc và không gửi gì. Hãy gọi cho quản trị viên trước khi kết nối lại.
error-code-wrong = Mã đăng ký không đúng. Chưa có gì thay đổi trên máy này. Hãy kiểm tra lại mã trong thư mời và nhập lại.
error-code-used = Mã đăng ký này đã được sử dụng. Chưa có gì thay đổi trên máy này. Hãy đề nghị ban thư ký cấp mã mới.
error-code-expired = Mã đăng ký đã hết hạn. Chưa có gì thay đổi trên máy này. Hãy đề nghị ban thư ký cấp mã mới.
error-person-removed = Người này đã thôi giữ mọi vai trò nên không được cấp mã đăng ký. Chưa có gì thay đổi. Nếu người này trở lại, hãy thêm họ như một người mới rồi cấp mã.
error-too-many-attempts = Đã thử sai quá nhiều lần nên máy chủ tạm thời không nhận thêm. Dữ liệu vẫn an toàn. Hãy chờ ít phút rồi thử lại.
error-keyring-absent = Máy này không có kho khóa của hệ điều hành. Chưa có gì được ghi xuống đĩa. Hãy đặt mật khẩu bảo vệ để tiếp tục.
error-keyring-mismatch = Khóa trong kho khóa bị thiếu hoặc không thuộc hồ sơ này. Không có gì bị xóa, dữ liệu vẫn được mã hóa nguyên vẹn. Hãy đăng nhập máy bằng đúng tài khoản đã đăng ký hoặc gọi cho quản trị viên.
error-passphrase-required = Cần có mật khẩu để bảo vệ hồ sơ trên máy này. Chưa có gì được ghi xuống đĩa. Hãy nhập mật khẩu.
error-passphrase-wrong = Mật khẩu không đúng. Không có gì bị xóa. Hãy nhập lại; chú ý bộ gõ tiếng Việt và phím Caps Lock.
error-profile-newer = Hồ sơ trên máy này được tạo bởi phiên bản mới hơn của chương trình. Dữ liệu được giữ nguyên, không bị động đến. Hãy cập nhật chương trình rồi mở lại.
error-profile-damaged = Không đọc được hồ sơ trên máy này. Chương trình không xóa và không sửa gì; những gì đã được tiếp nhận vẫn còn trên máy chủ. Hãy gọi cho quản trị viên.
error-disk-full = Ổ đĩa đã đầy nên chưa lưu được. Những gì lưu trước đó vẫn an toàn. Hãy giải phóng dung lượng rồi thử lại.
error-device-revoked = Thiết bị này đã bị thu hồi. Những gì đã được tiếp nhận vẫn còn trên máy chủ. Hãy liên hệ ban thư ký nếu bạn cần đăng ký lại.
error-poll-closed = Đã hết hạn cho ý kiến nên phiếu không được tính. Phiếu của bạn vẫn được giữ trên máy này và hiển thị cho ban thư ký là đến sau hạn. Hãy liên hệ ban thư ký nếu cần.
error-poll-not-open = Phiếu này chưa mở. Ý kiến đang soạn vẫn được giữ. Hãy quay lại khi phiếu đã mở.
error-poll-already-answered = Máy chủ đã có phiếu mới hơn của bạn. Phiếu đã tiếp nhận không bị thay đổi. Hãy mở lại phiếu để xem ý kiến đang có hiệu lực.
error-not-entitled = Bạn không có tên trong danh sách được thực hiện việc này. Chưa có gì thay đổi. Nếu cho rằng có nhầm lẫn, hãy liên hệ ban thư ký.
error-item-withdrawn = Nội dung này đã được rút khỏi chương trình. Ghi chú của bạn vẫn được giữ. Bạn không cần làm gì thêm.
error-recused = Bạn không tham gia nội dung này. Chưa có gì được gửi đi. Nếu cho rằng có nhầm lẫn, hãy liên hệ ban thư ký.
error-opinion-required = Lựa chọn “Ý kiến khác” cần có nội dung ý kiến. Lựa chọn của bạn vẫn được giữ. Hãy viết ý kiến rồi tiếp tục.
error-papers-changed = Tài liệu đã thay đổi từ khi bạn mở phiếu. Phiếu chưa được gửi, ý kiến đang soạn vẫn được giữ. Hãy xem phiên bản mới rồi xác nhận lại.
error-document-encrypted = Tài liệu này được đặt mật khẩu. Tệp vẫn còn nguyên trên máy. Hãy nhập mật khẩu; máy này sẽ giữ lại để không phải hỏi lần nữa.
error-document-broken = Tệp tài liệu bị hỏng từ khi được gửi lên. Các tài liệu khác không bị ảnh hưởng. Hãy báo ban thư ký gửi lại tài liệu này.
error-document-empty = Tệp tài liệu này rỗng. Các tài liệu khác không bị ảnh hưởng. Hãy báo ban thư ký gửi lại tài liệu này.
error-document-no-pages = Tài liệu này không có trang nào. Các tài liệu khác không bị ảnh hưởng. Hãy báo ban thư ký kiểm tra lại.
error-document-too-large = Tài liệu này lớn hơn mức máy này tiếp nhận. Các tài liệu khác không bị ảnh hưởng. Hãy đề nghị ban thư ký chia nhỏ tài liệu.
error-document-not-here = Tài liệu chưa về đủ trên máy này. Phần đã tải được giữ lại. Hãy kết nối mạng để tải tiếp.
error-document-recalled = Tài liệu đã được thu hồi nên không còn đọc được. Ghi chú riêng của bạn vẫn được giữ. Bạn không cần làm gì thêm.
error-reader-crashed = Bộ đọc dừng đột ngột khi vẽ trang này. Tài liệu và ghi chú vẫn an toàn. Hãy bấm thử lại.
error-reader-timeout = Trang này vẽ quá lâu nên bộ đọc đã dừng. Tài liệu và ghi chú vẫn an toàn. Hãy bấm thử lại hoặc thu nhỏ trang.
error-note-key-missing = Thiết bị này chưa có khóa của ghi chú riêng. Ghi chú vẫn an toàn trên các thiết bị khác của bạn. Hãy duyệt thiết bị này từ thiết bị cũ hoặc nhập mã khôi phục.
error-recovery-code-wrong = Mã khôi phục không đúng. Không có gì thay đổi. Hãy kiểm tra từng nhóm ký tự rồi nhập lại.
error-clock-wrong = Đồng hồ của máy này lệch quá nhiều so với máy chủ. Nội dung đã lưu vẫn an toàn nhưng chưa gửi được. Hãy chỉnh lại ngày giờ của máy.
error-demo-unavailable = Bản cài đặt này không kèm nội các dùng thử. Chưa có gì thay đổi trên máy này. Hãy kết nối bằng mã đăng ký.
error-not-found = Không tìm thấy nội dung này, có thể nó đã được chuyển hoặc rút. Dữ liệu của bạn vẫn an toàn. Hãy quay lại danh sách phiên họp.
error-conflict = Nội dung này vừa được thay đổi ở nơi khác. Cả hai bản đều được giữ. Hãy mở lại để xem bản mới nhất.
error-internal = Chương trình gặp lỗi bên trong. Dữ liệu đã lưu trên máy này vẫn còn nguyên. Hãy thử lại; nếu lỗi lặp lại, hãy báo quản trị viên.
error-bad-request = Máy chủ không hiểu được yêu cầu này. Chưa có gì thay đổi. Hãy cập nhật chương trình; nếu vẫn lặp lại, báo cho quản trị viên.
error-unauthorised = Máy chủ không nhận ra máy này. Những gì đã lưu trên máy vẫn an toàn. Hãy xin văn phòng một mã đăng ký mới.
error-proof-stale = Máy chủ không chấp nhận chứng cứ của máy này. Những gì đã lưu vẫn an toàn. Hãy thử lại.
error-seal-invalid = Máy chủ không xác minh được dấu niêm của phiếu này. Phiếu vẫn được giữ ở đây và chưa được tính. Hãy báo ngay cho quản trị viên.
error-log-contradicts = Sổ công khai của máy chủ mâu thuẫn với những gì máy này đã xác minh trước đó. Không có gì bị xóa. Hãy báo ngay cho kiểm toán viên và giữ nguyên máy này.
error-no-profile = Máy này chưa có hồ sơ người dùng. Hãy kết nối bằng mã đăng ký hoặc dùng thử nội các trình diễn.
error-profile-exists = Máy này đã có hồ sơ người dùng. Chưa có gì thay đổi. Hãy mở khóa hồ sơ đó.
error-profile-in-use = Một cửa sổ hoặc chương trình khác đang mở hồ sơ này. Chưa có gì thay đổi. Hãy đóng ở đó rồi thử lại.
error-reopen-needed = Ổ đĩa báo lỗi nên chương trình không còn cam kết đã lưu. Những gì đã lưu trước đó vẫn an toàn. Hãy đóng chương trình rồi mở lại.
error-page-broken = Trang này bị hỏng trong tệp. Các trang khác và ghi chú của bạn vẫn an toàn. Hãy đề nghị văn phòng gửi lại tài liệu.
error-reader-missing = Thiếu thành phần hiển thị trang của chương trình. Tài liệu và ghi chú của bạn vẫn an toàn. Hãy cài đặt lại chương trình.
error-signatures-too-large = Tài liệu này quá lớn nên máy này chưa kiểm tra được chữ ký số. Bạn vẫn đọc bình thường. Nếu cần biết ai đã ký, hãy hỏi ban thư ký.
error-signatures-too-many = Tài liệu này có nhiều chữ ký hơn mức máy này kiểm tra. Bạn vẫn đọc bình thường. Nếu cần biết ai đã ký, hãy hỏi ban thư ký.
error-signatures-enciphered = Máy này chưa kiểm tra chữ ký số của tài liệu có mật khẩu. Bạn vẫn đọc bình thường. Nếu cần biết ai đã ký, hãy hỏi ban thư ký.
error-signatures-unreadable = Cấu trúc tệp này không lần theo được nên chưa kiểm tra chữ ký số. Bạn vẫn đọc bình thường. Nếu cần biết ai đã ký, hãy hỏi ban thư ký.
error-annotation-invalid = Nét ghi này không nằm gọn trong trang nên chưa được lưu. Hãy vẽ lại bên trong trang.
error-stamp-not-allowed = Ở đây không còn dùng dấu này nên chưa đóng lên trang. Hãy chọn dấu khác hoặc viết ghi chú.
error-keyring-silent = Kho khóa của hệ thống không trả lời hoặc đang khóa. Chưa có gì thay đổi, dữ liệu vẫn được mã hóa và nguyên vẹn. Hãy mở kho khóa rồi thử lại.
error-locked = Hồ sơ đang khóa. Mọi thứ đã lưu vẫn an toàn. Hãy mở khóa để tiếp tục.
error-server-address = Mã gõ tay cần kèm địa chỉ máy chủ, bắt đầu bằng https://. Chưa có gì được gửi. Hãy nhập cả hai theo giấy mời.

error-above-ceiling = Mức mật này không được đưa lên máy chủ. Chưa có gì được gửi. Hãy để tài liệu trên giấy; chương trình họp giữ một dòng thay thế.
error-already-out = Thành viên đã thấy nội dung này nên không xóa được. Chưa có gì thay đổi. Hãy rút hoặc thu hồi thay vì xóa.
error-answers-awaited = Chưa đủ mọi thành viên trong danh sách trả lời theo tài liệu hiện hành, và chưa hết hạn. Chưa có gì thay đổi. Hãy đôn đốc người chưa trả lời, hoặc chờ đến hạn.
error-answers-open = Còn phiếu lấy ý kiến hoặc cuộc biểu quyết của phiên họp này đang nhận câu trả lời. Chưa có gì thay đổi. Hãy kết thúc hoặc đưa ra phiên họp trước, hoặc rút nội dung đó.
error-bad-number = Con số này vượt quá mức hợp lý. Chưa có gì thay đổi. Hãy nhập số nhỏ hơn.
error-deadline-on-holiday = Hạn rơi vào ngày nghỉ. Chưa có gì được gửi. Hãy chọn ngày làm việc, hoặc nêu lý do vì sao cần ngày này.
error-deadline-past = Hạn này đã qua. Chưa có gì được gửi. Hãy chọn một thời điểm sắp tới.
error-file-missing = Máy chủ chưa có tệp này. Tệp vẫn còn trên máy của bạn. Hãy chọn lại tệp và gửi lại.
error-file-not-pdf = Tệp này không phải PDF hay tệp văn phòng nên chưa được nhận. Không có gì bị mất. Hãy xuất thành PDF rồi chọn lại.
error-handle-taken = Tên tắt này đã có người dùng. Chưa có gì thay đổi. Hãy chọn tên khác.
error-item-ring = Một nội dung không thể nằm dưới chính nó. Chưa có gì thay đổi. Hãy đặt vào chỗ khác.
error-lodging-closed = Đã hết hạn nộp tài liệu của phiên họp này. Tệp vẫn còn trên máy của bạn. Hãy đề nghị nộp muộn kèm lý do; người chủ trì sẽ trả lời.
error-meeting-times = Phiên họp kết thúc trước khi bắt đầu, kéo dài hơn 31 ngày, hoặc có hạn sau khi kết thúc. Chưa có gì thay đổi. Hãy kiểm tra ngày giờ.
error-no-chair = Cơ quan này chưa có người chủ trì. Chưa có gì thay đổi. Hãy đề nghị quản trị viên ghi người chủ trì trước.
error-not-complete = Hồ sơ còn thiếu tài liệu bắt buộc. Chưa có gì thay đổi. Hãy bổ sung phần còn thiếu rồi thử lại.
error-not-editable = Phần này không sửa theo cách này được. Chưa có gì thay đổi. Hãy cập nhật chương trình; nếu vẫn lặp lại, hãy báo quản trị viên.
error-not-possible-now = Việc này không làm được ở trạng thái hiện tại. Chưa có gì thay đổi. Hãy mở lại để xem trạng thái mới nhất.
error-book-empty = Phiên họp này chưa có tài liệu nào bạn được đọc nên chưa có tập tài liệu. Chưa lưu gì. Có thể lưu khi tài liệu đã được phát hành.
error-nothing-in-it = Ở đây chưa có gì. Chưa có gì được gửi. Hãy thêm ít nhất một nội dung hoặc câu hỏi.
error-office-broken = Không đọc được tệp văn phòng này nên chưa tạo được bản PDF. Tệp trên máy của bạn vẫn nguyên. Hãy mở bằng chương trình văn phòng, lưu lại hoặc xuất thành PDF rồi chọn lại.
error-office-bomb = Tệp văn phòng này khi giải nén sẽ lớn hơn nhiều lần mức một tài liệu có thể có nên chương trình không mở. Tệp trên máy của bạn vẫn nguyên. Đừng mở tệp này; hãy đề nghị người gửi cung cấp bản PDF.
error-office-crashed = LibreOffice đã dừng khi chuyển tệp này sang PDF: do lỗi, hoặc do tệp cần nhiều bộ nhớ hơn mức cho phép. Tệp trên máy của bạn vẫn nguyên. Hãy xuất thành PDF từ chương trình văn phòng rồi chọn bản PDF.
error-office-encrypted = Tệp văn phòng này có mật khẩu nên chưa tạo được bản PDF. Tệp trên máy của bạn vẫn nguyên. Hãy gỡ mật khẩu hoặc xuất thành PDF từ chương trình văn phòng rồi chọn lại.
error-office-no-memory-folder = Máy này không còn chỗ trong bộ nhớ để tạo bản PDF một cách an toàn nên tệp chưa được nhận. Không có gì bị mất. Hãy đóng bớt chương trình khác rồi thử lại, hoặc xuất thành PDF rồi chọn bản PDF.
error-office-not-installed = Đây là tệp văn phòng, nhưng máy này chưa cài LibreOffice để chuyển sang PDF. Không có gì bị mất. Hãy xuất thành PDF từ chương trình soạn thảo rồi chọn bản PDF, hoặc đề nghị quản trị viên cài LibreOffice (Writer, Calc và Impress).
error-office-not-started = Không khởi động được LibreOffice trong môi trường tách khỏi tệp riêng của bạn và mạng nên chương trình không chạy LibreOffice. Không có gì bị mất. Hãy xuất thành PDF từ chương trình văn phòng rồi chọn bản PDF, và báo quản trị viên.
error-office-timeout = Chuyển tệp này sang PDF mất quá hai phút nên đã dừng. Tệp trên máy của bạn vẫn nguyên. Hãy xuất thành PDF từ chương trình văn phòng rồi chọn bản PDF.
error-office-too-large = Tệp văn phòng này lớn hơn 200 MB nên không chuyển sang PDF tại đây. Tệp trên máy của bạn vẫn nguyên. Hãy xuất thành PDF từ chương trình văn phòng rồi chọn bản PDF.
error-own-rights = Không ai được tự thay đổi quyền của chính mình. Chưa có gì thay đổi. Hãy đề nghị một quản trị viên khác.
error-place-taken = Người này đã có một vị trí khác trong cơ quan này vào thời gian đó. Chưa có gì thay đổi. Hãy kết thúc vị trí kia trước, hoặc chọn thời gian không trùng nhau.
error-reason-required = Việc này cần nêu lý do. Chưa có gì thay đổi. Hãy viết một câu lý do rồi thử lại.
error-text-characters = Nội dung có ký tự điều khiển hoặc ký tự đảo chiều chữ nên không nhận được. Chưa có gì thay đổi. Hãy gõ lại đoạn đó.
error-text-empty = Ô này không được để trống. Chưa có gì thay đổi. Hãy nhập nội dung.
error-text-too-long = Nội dung quá dài. Chưa có gì bị mất. Hãy rút ngắn rồi thử lại.
error-time-skipped = Đồng hồ được vặn tới qua giờ này nên ngày đó không có giờ này. Chưa có gì thay đổi. Hãy chọn giờ khác.
error-time-twice = Đồng hồ được vặn lùi nên giờ này có hai lần trong ngày. Chưa có gì thay đổi. Hãy chọn lần đầu hay lần sau.
error-time-unreadable = Ngày hoặc giờ này không đọc được. Chưa có gì thay đổi. Hãy nhập lại.
error-zone-unknown = Không có múi giờ này. Chưa có gì thay đổi. Hãy chọn trong danh sách.

error-adviser-of-whom = Cố vấn phải gắn với thành viên mà mình giúp việc. Chưa có gì thay đổi. Hãy chọn thành viên đó rồi thử lại.
error-import-advised-left-out = Một dòng được bỏ qua lại là dòng của thành viên có cố vấn trong danh sách này. Chưa có gì thay đổi. Hãy nhận cả dòng đó, hoặc bỏ qua dòng của cố vấn.
error-import-changed = Dữ liệu về nhân sự đã thay đổi sau khi danh sách được xem. Chưa ghi gì cả. Hãy đọc lại tệp và xem lại một lần nữa.
error-import-gone = Lần đọc danh sách này không còn được giữ. Chưa ghi gì cả. Hãy chọn lại tệp.
error-import-is-workbook = Đây là tệp bảng tính nên không được đọc. Chưa ghi gì cả. Hãy lưu trang tính thành CSV (UTF-8) trong phần mềm bảng tính rồi chọn tệp đó.
error-import-nothing = Danh sách không còn dòng nào để thực hiện. Chưa ghi gì cả. Hãy sửa các dòng có lỗi, hoặc chọn tệp khác.
error-import-too-large = Danh sách quá lớn: tối đa 4 MiB, 10.000 dòng, 64 cột và 4 KiB mỗi ô. Chưa ghi gì cả. Hãy chia nhỏ danh sách rồi chọn lần lượt từng phần.
error-import-unreadable = Không đọc được tệp này như một danh sách: tệp không phải văn bản, hoặc có dấu ngoặc kép không đóng. Chưa ghi gì cả. Hãy lưu trang tính thành CSV (UTF-8) rồi chọn tệp đó.
error-save-failed = { $why ->
    [full] Ổ đĩa đã đầy nên tệp chưa được lưu. Dữ liệu trong chương trình vẫn an toàn. Hãy giải phóng dung lượng rồi thử lại.
    [denied] Không có quyền ghi vào thư mục này nên tệp chưa được lưu. Dữ liệu trong chương trình vẫn an toàn. Hãy đề nghị người quản lý máy cấp quyền ghi.
    [folder] Không có thư mục để lưu nên tệp chưa được lưu. Dữ liệu trong chương trình vẫn an toàn. Hãy tạo thư mục tải xuống rồi thử lại.
    [taken] Đã có tệp cùng tên nên không ghi đè. Dữ liệu trong chương trình vẫn an toàn. Hãy chọn tên khác.
   *[other] Không lưu được tệp. Dữ liệu trong chương trình vẫn an toàn. Hãy thử lại; nếu vẫn lỗi, hãy báo cho quản trị viên.
}
error-trail-too-long = Phần nhật ký này có hơn 100.000 dòng nên chưa lập tệp. Nhật ký vẫn còn nguyên trên máy chủ. Hãy chọn khoảng thời gian ngắn hơn và lưu từng phần.
error-share-gone = Ghi chú này không còn được chia sẻ với bạn. Không có gì được đưa vào ghi chú của bạn. Những gì bạn đã đưa vào trước đây vẫn là của bạn.
error-share-outdated = Trong lúc đó bạn đã sửa hoặc rút lại ghi chú này trên thiết bị khác. Chưa có gì được gửi. Hãy xem ghi chú hiện tại rồi chia sẻ lại nếu vẫn muốn.
error-share-refused = Không thể chia sẻ ghi chú này với tất cả những người đã chọn: có người không được nhận ghi chú trên tài liệu này. Chưa ai nhận được. Hãy chọn người đọc khác.
error-shared-note-key-changed = Người chia sẻ ghi chú với bạn có khóa khác với trước, nên ghi chú của họ chưa được mở. Không có gì bị mất. Hãy đối chiếu mã trong mục Thiết bị và cài đặt.
error-sharing-key-changed = Khóa của một trong những người này khác với trước. Chưa ai nhận được ghi chú. Hãy đối chiếu mã với người đó, trực tiếp hoặc qua điện thoại, rồi xác nhận.
error-sharing-key-missing = Một trong những người này chưa mở e-Cabinet kể từ khi có thể chia sẻ ghi chú. Chưa ai nhận được. Hãy thử lại sau khi người đó đã mở.

# Kết quả biểu quyết: quy tắc và các con số trong một câu.

result-majority-adopted = Thông qua: { $favour } trên { $base } đồng ý, cần ít nhất { $needed }.
result-majority-missed = Không thông qua: { $favour } trên { $base } đồng ý, cần ít nhất { $needed }.
result-no-quorum = Chưa quyết định: { $present } trên { $members } người tham gia, cần ít nhất { $quorum }.
result-chair-missing = Chưa quyết định: người chủ trì phải tham gia nhưng chưa tham gia.
result-chair-adopted = Thông qua: số phiếu ngang nhau ({ $favour } trên { $base }), quyết định theo phía người chủ trì, là đồng ý.
result-chair-rejected = Không thông qua: số phiếu ngang nhau ({ $favour } trên { $base }), quyết định theo phía người chủ trì, là không đồng ý.
result-chair-silent = Chưa ngã ngũ: số phiếu ngang nhau ({ $favour } trên { $base }) và người chủ trì chưa chọn bên nào; người chủ trì quyết định.
result-equal-below-half = Chưa ngã ngũ: { $favour } đồng ý và { $disagree } không đồng ý, ngang nhau nhưng chưa đến một nửa của { $base }; quy tắc để người chủ trì quyết định.
result-tie-falls = Không thông qua: số phiếu ngang nhau ({ $favour } trên { $base }), đề xuất không được chấp nhận.

## Chương trình họp, lập trường và phiếu lấy ý kiến.

part-without_debate = Thông qua không thảo luận
part-discussion = Thảo luận
part-because-moved = Chuyển tay: { $why }
part-because-is_a_discussion = Được xếp để thảo luận
part-because-opened = Có thành viên phản đối hoặc đăng ký phát biểu
part-because-nobody_opened = Không ai đề nghị thảo luận
part-because-enough_agree = Đủ số thành viên không phản đối
part-because-not_enough_yet = Chưa đủ số thành viên không phản đối

grade-condition = Điều kiện
grade-should = Nên xem xét
grade-remark = Ghi nhận

form-draft = Bản nháp
form-sent = Đang lấy ý kiến
form-closed = Đã kết thúc
form-moved_to_session = Đã chuyển ra phiên họp

member-sent = Đã gửi
member-delivered = Đã đến máy
member-partly = Trả lời một phần
member-answered = Đã trả lời
member-stale = Cần xác nhận lại
member-overdue = Quá hạn
member-recused = Không tham gia
member-gone = Không còn là thành viên

reply-accepted = Tiếp thu
reply-explained = Giải trình
reply-refused = Không tiếp thu

outcome-goes_to_session = Đưa ra phiên họp
outcome-unreached = Chưa đủ xác nhận đã nhận tài liệu
result-silence-adopted = Thông qua: không ai phản đối; { $favour } trên { $base } đồng ý, trong đó { $silent } im lặng là đồng ý vì tài liệu đã đến máy của họ.
result-objection = Đưa ra phiên họp: có { $against } ý kiến phản đối hoặc điều kiện chưa được tiếp thu; quy tắc không cho thông qua bằng văn bản.
result-unreached = Chưa quyết định: chưa xác nhận được tài liệu đã đến { $unreached } người, nên im lặng của họ chưa là đồng ý. Hãy liên hệ với họ hoặc gia hạn.
result-also-stale = { $stale } câu trả lời theo tài liệu cũ chưa được xác nhận lại nên không tính.
result-also-held = { $held } ý kiến kèm điều kiện chưa được tiếp thu.
result-also-remarks = Số đồng ý gồm cả { $remarks } ý kiến khác không kèm điều kiện, được coi là đồng ý có lưu ý.
result-also-aside = { $aside } người không tham gia nội dung này nhưng vẫn tính vào tổng số.
result-also-awaits-chair = Có hiệu lực khi người chủ trì xác nhận.

# Thư mời và thư nhắc: chỉ tên, giờ và nơi họp, không có nội dung chương trình.

mail-invited-subject = Giấy mời: { $title }
mail-invited-text =
    Kính mời ông/bà dự { $title }.
    Thời gian: { $when } ({ $zone })
    Địa điểm: { $place }

    Tài liệu chỉ có trong chương trình e-Cabinet.
mail-changed-subject = Thay đổi: { $title }
mail-changed-text =
    { $title } có thay đổi.
    Thời gian: { $when } ({ $zone })
    Địa điểm: { $place }
mail-cancelled-subject = Hủy: { $title }
mail-cancelled-text = { $title } dự kiến lúc { $when } ({ $zone }) không tổ chức.
mail-withdrawn-subject = Rút giấy mời: { $title }
mail-withdrawn-text = Giấy mời ông/bà dự { $title }, dự kiến lúc { $when } ({ $zone }), đã được rút. Có thể xóa mục này khỏi lịch.
mail-positions-subject = Nhắc: nêu quan điểm trước { $when }
mail-positions-text = { $title }: còn nội dung chưa có quan điểm của ông/bà. Hạn: { $when }. Mở e-Cabinet để xem.
mail-form-subject = Nhắc: phiếu lấy ý kiến hết hạn lúc { $when }
mail-form-text = Có phiếu lấy ý kiến của { $body } chờ ông/bà trả lời. Hạn: { $when }. Mở e-Cabinet để trả lời.
mail-overdue-subject = Quá hạn: phiếu lấy ý kiến đã hết hạn lúc { $when }
mail-overdue-text = Phiếu lấy ý kiến của { $body } đã hết hạn lúc { $when } mà chưa có đủ câu trả lời. Hãy liên hệ văn phòng.
mail-papers-subject = Nhắc: nộp tài liệu trước { $when }
mail-papers-text = { $title }: còn hồ sơ thiếu tài liệu. Hạn nộp: { $when }.

# Báo cáo tổng hợp ý kiến.

report-not-closed = chưa kết thúc
report-settled-yes = { $chair } xác nhận thông qua. { $reason }
report-settled-no = { $chair } quyết định không thông qua. { $reason }
report-paper-version = { $title }, bản { $version }
report-held = Kèm điều kiện chưa được tiếp thu
report-stale = Theo tài liệu cũ, chưa xác nhận lại
report-silent = Chưa trả lời
report-aside = Không tham gia nội dung
report-reply-accepted = Tiếp thu. { $words }
report-reply-explained = Giải trình: { $words }
report-reply-refused = Không tiếp thu: { $words }
report-rule-total = { $strictly ->
    [yes] Trên { $share }
   *[no] Ít nhất { $share }
} tổng số thành viên
report-rule-present = { $strictly ->
    [yes] Trên { $share }
   *[no] Ít nhất { $share }
} số người tham gia
report-rule-voting = { $strictly ->
    [yes] Trên { $share }
   *[no] Ít nhất { $share }
} số phiếu đồng ý và không đồng ý
report-state-gone = Không còn là thành viên
report-state-recused = Không tham gia
report-state-answered = Đã trả lời
report-state-partly = Trả lời một phần
report-state-silent = Chưa trả lời
report-label-paper = Tổng hợp ý kiến
report-label-item = Nội dung
report-label-deadline = Hạn trả lời
report-label-closed = Kết thúc lúc
report-label-rule = Quy tắc
report-label-generated = Lập lúc
report-label-summary = Kết quả
report-label-matrix = Bảng ý kiến
report-label-opinions = Ý kiến và trả lời
report-label-number = Số
report-label-question = Câu hỏi
report-label-papers = Tài liệu
report-label-result = Kết quả
report-label-member = Thành viên
report-label-office = Chức vụ
report-label-state = Tình trạng
report-label-answer = Trả lời
report-label-grade = Mức độ
report-label-mark = Ghi chú
report-label-received = Nhận lúc
report-label-opinion = Ý kiến
report-label-reply = Trả lời của cơ quan soạn thảo
report-label-not-answered = Chưa trả lời
report-label-no-questions = Chưa có câu hỏi
report-label-no-members = Chưa có thành viên
report-label-no-opinions = Chưa có ý kiến
report-label-numbered-question = Câu { $n }
report-label-numbered-opinion = Ý kiến { $n }
report-label-page = Trang { $n }/{ $total }

# Tập tài liệu của phiên họp, lưu thành một tệp PDF.

book-file-name = Tập tài liệu
book-heading = Tập tài liệu họp
book-contents = Mục lục
book-begins = Bắt đầu: { $when }
book-chair = Chủ trì: { $name }
book-made =
    Lưu từ e-Cabinet ngày { $date }. Bản lưu này không được mã hóa: ai có tệp này đều đọc được.
book-edition =
    Số trang theo lần phát hành thứ { $n } và giống nhau đối với mọi người. Số trang bị bỏ qua thuộc phần không có trong
    bản này.
book-unnumbered = Trang ghi dấu + thuộc tài liệu chưa được đánh số trang chung.
book-page = trang { $page }
book-page-of-paper = trang { $n }/{ $total } của tài liệu
book-missing = { $title } ({ $why })
book-notice = Tài liệu này không có trong bản lưu: { $why }.
book-why-not-here = chưa có trên thiết bị này
book-why-recalled = đã bị thu hồi
book-why-no-copy = không được phép sao chép, chỉ đọc trong e-Cabinet
book-why-unreadable = không hiển thị được
book-why-other-length = có số trang khác với khi phát hành

# Tệp được lưu: tên tệp và tiêu đề các cột của nhật ký.

calendar-file-name = Lịch phiên họp
trail-file-name = Nhật ký thao tác
trail-file-seq = Số
trail-file-at = Thời điểm
trail-file-person = Người thực hiện
trail-file-console = Từ máy chủ
trail-file-verb = Thao tác
trail-file-subjects = Bản ghi
trail-file-detail = Nội dung thao tác

error-address-not-opened = Không có chương trình nào trên máy mở được. Chưa có gì thay đổi. Hãy sao chép địa chỉ, hoặc tìm tệp trong thư mục tải xuống.
error-address-refused = Đây không phải địa chỉ web hay thư điện tử nên không được mở. Chưa có gì thay đổi.
error-copy-not-made = Cấu trúc của tài liệu này không cho phép thêm ghi chú vào bản sao. Chưa có gì được lưu, ghi chú của bạn vẫn an toàn. Hãy lưu ghi chú dưới dạng văn bản.
error-document-wrong-password = Mật khẩu này không mở được tài liệu. Chưa có gì thay đổi. Hãy gõ lại, chú ý bộ gõ và phím Caps Lock.
error-export-forbidden = Tài liệu này không được phép sao chép nên chưa có gì được lưu. Ghi chú của bạn vẫn an toàn. Nếu cần bản sao, hãy liên hệ ban thư ký.
error-page-too-large = Hình ảnh trên trang này quá lớn nên máy không vẽ được. Các trang khác và ghi chú của bạn vẫn an toàn. Hãy đề nghị ban thư ký gửi bản nhỏ hơn.
error-paper-too-long = Tài liệu này quá dài nên không so sánh được. Bạn vẫn đọc và tìm kiếm trong tài liệu như bình thường.
error-reader-cancelled = Trang này chưa được vẽ vì đã ra ngoài tầm nhìn. Hãy nhấn thử lại.
error-search-in-use = Chỉ mục tìm kiếm đang được lập lại. Mọi dữ liệu vẫn an toàn. Hãy thử lại sau giây lát.
error-search-unreadable = Không đọc được chỉ mục tìm kiếm nên chỉ mục đang được lập lại. Tài liệu và ghi chú vẫn an toàn. Hãy thử lại sau vài phút.
error-xfdf-unreadable = Tệp này không có ghi chú nào đọc được. Chưa có gì thay đổi. Hãy lưu lại dưới dạng XFDF trong chương trình kia rồi chọn lại.

## Files with notes
copy-file-name = Bản có ghi chú
copy-notice = Bản sao có ghi chú của { $name }, { $time }. Không phải bản gốc.
notes-file-name = Ghi chú
notes-file-title = Ghi chú về: { $title }
notes-file-page = Trang { $page }
notes-file-byline = { $author }, { $time }
notes-file-source = { $title }, phiên bản { $version }, tr. { $page }
notes-file-nothing = Chưa có ghi chú nào trên tài liệu này.
notes-kind-highlight = Tô sáng
notes-kind-underline = Gạch chân
notes-kind-strike-out = Gạch bỏ
notes-kind-ink = Viết tay
notes-kind-text-box = Chữ trên trang
notes-kind-note = Ghi chú
notes-kind-stamp = Dấu
print-file-name = Bản in
print-line = In cho { $name }, { $time }
stamp-word-seen = Đã xem
stamp-word-agree = Đồng ý
stamp-word-disagree = Không đồng ý
stamp-word-ask = Cần hỏi
stamp-word-urgent = Khẩn
