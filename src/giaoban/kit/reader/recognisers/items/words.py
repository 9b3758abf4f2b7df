"""The vocabulary of assigned work: verbs that begin it, words that order it, words that judge it.

Pure data. Two-syllable words stand as written in running text, in small letters.
"""

from giaoban.kit.vntext.wordlists import words_of

# Work is told by these: what a clause with a doer, or one without any, begins with.
VERBS = words_of(
    """
    tổ chức, tiếp tục, chủ trì, xây dựng, phối hợp, chỉ đạo, triển khai, khẩn trương,
    tập trung, hoàn thiện, hoàn thành, chủ động, tăng cường, báo cáo, rà soát, hướng dẫn,
    thành lập, tham mưu, ban hành, thông tin, tích cực, tổng hợp, tuyên truyền, làm tốt,
    chuẩn bị, đẩy mạnh, thực hiện, cung cấp, tham gia, đôn đốc, nâng cao, xác định, đẩy nhanh,
    phát động, gửi bộ, kiểm tra, bám sát, nắm vững, phát triển, lựa chọn, điều tra,
    khuyến khích, tiến hành, củng cố, tổng kiểm, chịu trách, sử dụng, khắc phục, giải quyết,
    đăng ký, quán triệt, cập nhật, phân cấp, hưởng ứng, công bố, tập huấn, soạn thảo,
    phát hành, phản ánh, xuất bản, xử lý, định hướng, đảm bảo, bảo đảm, khai giảng, cảnh báo,
    vận hành, phê duyệt, trả lời, theo dõi, nghiên cứu, bảo vệ, kịp thời, ổn định, nắm bắt,
    kiện toàn, đề xuất, huy động, đổi mới, kiểm soát, bố trí, chú trọng, phân công, kiên quyết,
    quyết tâm, phát huy, sửa đổi, bổ sung, nỗ lực, phấn đấu, thúc đẩy, áp dụng, đánh giá,
    ưu tiên, làm rõ, quan tâm, siết chặt, cải thiện, hình thành, nhanh chóng, quyết liệt,
    lưu ý, giám sát, nghiêm chỉnh, thí điểm, hạn chế, giữ vững, mở rộng, đáp ứng, cam kết,
    tạm dừng, chấn chỉnh, khởi tố, kê khai, thận trọng, sơ kết, tổng kết, cương quyết,
    chấm dứt, định kỳ, khuyến cáo, xem xét, phát hiện, chuẩn hóa, chuẩn hoá, gắn với,
    điều chuyển, phòng ngừa, chú ý, thực thi, thông báo, kết nối, tiếp thu, thu hút, thu hẹp,
    hoàn trả, khảo sát, động viên, tái đàn, khôi phục, thể hiện, thống nhất, nghiêm túc,
    lập hồ, cân đối, cắm mốc, góp phần, ra mắt, đầu tư, vận động, khen thưởng, biên soạn,
    in ấn, duy trì, quản lý, điều chỉnh, kiểm điểm, thẩm định, thẩm tra, thanh tra, ngăn chặn,
    phòng chống, đấu tranh, truy quét, xóa bỏ, xoá bỏ, cắt giảm, đơn giản, rút ngắn, tháo gỡ,
    hỗ trợ, giúp đỡ, tạo điều, tạo môi, tạo chuyển, bồi dưỡng, đào tạo, tuyển dụng,
    luân chuyển, sắp xếp, tinh giản, giải ngân, thanh toán, quyết toán, nghiệm thu, bàn giao,
    tiếp nhận, khởi công, khánh thành, thi công, giải phóng, đền bù, thu hồi, di dời,
    cưỡng chế, xử phạt, tịch thu, truy thu, thu ngân, thu nộp, nộp ngân, chi trả, cấp phát,
    cấp giấy, cấp phép, thu thập, thống kê, phân tích, dự báo, so sánh, lấy ý, xin ý, góp ý,
    đóng góp, trình chính, trình thủ, trình bộ, trình quốc, trình ubnd, trình hđnd, trình ban,
    trình cấp, ký kết, ký ban, hợp tác, liên kết, trao đổi, học tập, giới thiệu, quảng bá,
    phổ biến, giáo dục, công khai, minh bạch, niêm yết, đăng tải, đăng tin, phát sóng,
    truyền thông, ứng dụng, số hóa, số hoá, tích hợp, chia sẻ, nâng cấp, mua sắm, trang bị,
    lắp đặt, sửa chữa, bảo trì, bảo dưỡng, duy tu, tu bổ, trồng mới, chăm sóc, khai thác,
    chế biến, sản xuất, tiêu thụ, xuất khẩu, nhập khẩu, xúc tiến, kêu gọi, lồng ghép, gắn kết,
    phân bổ, giao chỉ, giao kế, giao nhiệm, quy định, quy hoạch, lập kế, lập báo, lập danh,
    lập dự, lập và, đưa vào, đưa ra, đưa các, mời thêm, gửi về, gửi báo, chỉ đưa, không để,
    không sử, không cho, không được, nắm chắc, nắm tình, nhân rộng, nhân điển, thăm hỏi,
    trợ giúp, cứu trợ, giải trình, tự kiểm, thành công, đạt được, thu được, hoàn tất, tham dự,
    thường xuyên, hằng tuần, hằng tháng, định danh, xác minh, xác nhận, tìm kiếm, tìm hiểu,
    cụ thể, làm việc, làm thủ, thay mặt, đại diện, chuyển giao, chuyển đổi, chuyển hồ,
    chuyển cơ, cải cách, cải tạo, khống chế, dập dịch, tiêm phòng, tiêu hủy, tiêu huỷ,
    kích hoạt, vào cuộc, tuân thủ, chấp hành, tôn trọng, giải đáp, kết hợp, thoái vốn, tái cơ,
    cơ cấu, tạm ứng, thuê tư, ngầm hóa, ngầm hoá, họp giao, họp bàn, mở các, mở đợt, mở lớp,
    giảm thiểu, giảm tỷ, tăng tỷ, chống thất, chống buôn, thu gom, phân loại, vận chuyển,
    lắng nghe, đối thoại, tiếp công, tiếp xúc, nhận diện, tính toán, tư vấn, trực tiếp, cử cán,
    cử người, điều hành, điều phối, điều tiết, bình ổn, kiềm chế, kiểm kê, kiểm định,
    kiểm toán, kiểm nghiệm, ngừng cấp, đình chỉ, thu phí, miễn giảm, gia hạn, bảo quản,
    lưu trữ, bảo tồn, tôn tạo, xây mới, xử trí, nộp báo, chỉ tiêu, hiệu chỉnh, biểu dương,
    khơi thông, đa dạng, từng bước, sớm có, sớm hoàn, sớm ban, sớm triển, sớm đề, sớm đưa,
    nghiên cứu, đồng bộ, hiện đại, bố cáo, tham vấn, chăm lo, dành nguồn, đặt hàng, đấu thầu,
    đấu giá, lên phương, lên kế, vận dụng, vượt qua, vượt chỉ, vượt kế, thi đua, thắt chặt,
    giao ban, coi trọng, đề ra, đề cao, nêu cao, nêu gương, gương mẫu, thành thạo, lãnh đạo,
    giữ gìn, giữ nghiêm, đàm phán, ra quân, triệt phá, tuyệt đối, bắt giữ, thu giữ, tuần tra,
    thông qua, kiểm đếm, thử nghiệm, nạo vét, gia cố, sơ tán, phân luồng, tháo dỡ, giải tỏa,
    bổ nhiệm, điều động, tuyển sinh, tuyển chọn, thi tuyển, xét tuyển, niêm phong, truy tố,
    hòa giải, hoà giải, chứng thực, hoàn thuế, bình xét, xếp loại, kết nạp, trồng rừng,
    trồng cây, thu mua, dự trữ, khoanh vùng, xét nghiệm, cách ly, tiêm chủng, truy vết,
    sẵn sàng, hoàn chỉnh, tăng thời, tăng biên, tăng mức, tăng nguồn, tăng tần, sưu tầm,
    mở cửa, cấp mới, biểu diễn, sáng tác, trưng bày, phục dựng, tu sửa, điều trị, khám chữa,
    khám bệnh, thu dung, phun thuốc, phun hóa, phun hoá, tiêu độc, khử trùng, cung ứng, phân phối,
    tôn vinh, vinh danh, kỷ luật, cách chức, khiển trách, bãi nhiệm, miễn nhiệm, ký hợp,
    lập biên, lập đề, lập phương, lập quy, lập sổ, rút kinh, chọn ra, chọn cử, đối chiếu, đối soát,
    làm sạch, sao lưu, tổng vệ, dọn vệ, thu dọn, phát quang, bơm tiêu, tiêu úng, gieo trồng,
    gieo cấy, thu hoạch, xuống giống, sáp nhập, hợp nhất, giải thể, chia tách, đổi tên,
    phủ sóng, đóng mới, khơi dậy, thanh lý, thanh kiểm, tổng rà, bám nắm, phân giao, chốt danh
    """
)

# One syllable is enough for these, behind a doer.
SHORT_VERBS = words_of(
    "trình, gửi, lập, ký, cấp, giao, nêu, họp, nắm, xin, cử, mở, "
    "chuyển, sớm, làm, tự, xét, trả, đưa, "
    "giúp, mời, chọn, luôn, bám, khởi, thăm, tặng, trao, trực, nộp"
)
# What looks like a short verb in these words is none.
NOT_SHORT_VERBS = words_of(
    """
    giao thông, giao dịch, giao lưu, giao ban, cấp tỉnh, cấp huyện, cấp xã, cấp cao, cấp trên,
    cấp dưới, cấp cơ, cấp có, cấp nước, cấp ủy, cấp uỷ, cấp chính, cấp phòng, cấp sở,
    cấp trung, thông tấn, thông tin, thông thường, ra đời, tự nhiên, tự động, chủ chốt,
    chủ yếu, chủ lực, chủ quản, chủ tịch, chủ sở, chủ đầu, chủ nhiệm, chủ thể, chủ rừng,
    chủ tàu, thăm dò, trao đổi, tặng phẩm, tham gia, thu nhập, thu ngân, khai thác,
    xuất bản, xuất khẩu, xuất nhập,
    chuyển đổi, chuyển phát, trả tiền, hoàn thuế, mở rộng, kiểm sát, kiểm lâm, kiểm soát,
    kiểm toán, kiểm tra, kiểm dịch, thực phẩm, thực vật, thực hiện, chủ trương, quyết toán,
    tham mưu, trình độ, lập pháp, làm việc, tự quản, cùng cấp, chuyển giao, ký túc, họp báo,
    trình diễn, trực thuộc, trực tuyến, nộp thuế
    """
)

# In these words the short verb is the second half of a noun.
COMPOUNDS = words_of(
    """
    công trình, chương trình, quá trình, quy trình, lộ trình, giáo trình, tiến trình, trợ cấp,
    cung cấp, khẩn cấp, phân cấp, trung cấp, sơ cấp, cao cấp, nâng cấp, thứ cấp, các cấp, đa cấp,
    độc lập, thành lập, công lập, bàn giao, ngoại giao, chuyển giao, được giao, đăng ký, chữ ký,
    lựa chọn, việc làm, cách làm, nơi làm, vận chuyển, di chuyển, luân chuyển, nhận xét, cuộc họp,
    thường trực, thu nộp,
    phiên họp, kỳ họp, buổi họp, hội họp, tiền gửi, người gửi, đồng ý, trúng tuyển
    """
)

# These open the predicate of whatever stands before them.
AUXILIARIES = words_of(
    "đã, đang, sẽ, cần, phải, nên, cũng, vẫn, còn, mới, vừa, chưa, "
    "không, là, có, được, bị, hãy, cùng"
)
NOT_AUXILIARIES = words_of(
    """
    có liên, có thẩm, có chức, có dự, có điều, có vốn, có nhiệm, có trách, có đất, có nhu,
    có rừng, có biển, có hoạt, có quan, có công, có trụ, được phân, được giao, được cử,
    được kiểm, được cấp, được ủy, được uỷ, được thanh, cùng cấp, còn lại, mới thành, được sáp,
    được bổ, được hưởng
    """
)

# Behind such a noun, such a verb is part of the noun's name: "cơ quan quản lý", "ban tổ chức".
NAMING: dict[str, frozenset[str]] = {
    "ban": words_of(
        "chỉ đạo, chỉ huy, tổ chức, quản lý, điều hành, soạn thảo, vận động, biên tập, kiểm tra"
    ),
    "tổ": words_of(
        "chức năng, soạn thảo, biên tập, chỉ đạo, giúp việc, kiểm tra, thẩm định, tư vấn, điều phối"
    ),
    "đoàn": words_of("kiểm tra, giám sát, thanh tra, khảo sát, kiểm toán, điều tra"),
    "hội đồng": words_of("thẩm định, quản lý, tư vấn, thi đua, nghiệm thu"),
    "cơ quan": words_of(
        "quản lý, chủ trì, thường trực, tham mưu, thông tin, truyền thông, điều tra, kiểm tra, "
        "thanh tra, giám sát, thực thi, soạn thảo, đại diện, thẩm định, "
        "đầu tư, kiểm soát, báo cáo, ban hành"
    ),
    "đơn vị": words_of(
        "quản lý, chủ trì, thường trực, tham mưu, sử dụng, thi công, tư vấn, vận hành, cung cấp, "
        "khai thác, sản xuất, tổ chức đào, đầu tư, soạn thảo"
    ),
    "lực lượng": words_of("chức năng, kiểm tra, quản lý, bảo vệ, vũ trang, thực thi"),
    "trung tâm": words_of(
        "điều hành, thông tin, phát triển, xúc tiến, quản lý, kiểm "
        "soát, điều phối, hỗ trợ, đào tạo, "
        "nghiên cứu, ứng dụng, giám sát, lưu trữ, phục vụ"
    ),
    "doanh nghiệp": words_of(
        "sản xuất, kinh doanh, đầu tư, xuất khẩu, nhập khẩu, khai thác, "
        "vận tải, cung cấp, chế biến, xây dựng"
    ),
    "chủ": words_of("đầu tư"),
    "cục": words_of("quản lý"),
    "phòng": words_of("quản lý, kiểm tra"),
    "cán bộ": words_of("quản lý, lãnh đạo"),
}
# These name a trade as often as they tell work; behind a small letter they are the trade.
NOUNISH_VERBS = words_of(
    """
    thông tin, truyền thông, đầu tư, xây dựng, phát triển, sản xuất, xuất bản, phát hành,
    khai thác, chuyển đổi, đào tạo, xuất khẩu, nhập khẩu, thanh tra, thống kê, thi đua,
    khen thưởng, giáo dục, hợp tác, ứng dụng, chế biến, tiêu thụ, lưu trữ, bảo vệ, quy hoạch,
    quản lý, tư vấn, phòng chống, kiểm soát, kiểm tra, thu hồi, chăm sóc, bảo dưỡng, đấu thầu,
    sáng tạo, cải cách
    """
)

# The names of ministries and offices end in these; what follows one is told of it.
ENDS_A_NAME = words_of(
    """
    phương tỉnh huyện ngành pháp vụ tế chính an phòng giao lịch thao trường thôn hội nghệ thương
    sở phố quận xã nước ương tải phủ thông dân viện
    """,
    " ",
)

# These stay a trade even behind a name: "Cục An toàn thông tin".
ALWAYS_TRADES = words_of("thông tin, truyền thông, thống kê, thi đua, khen thưởng, xuất bản")
# Behind these, a trade goes on with the name: "Vụ Quản lý quy hoạch", "Tổng công ty đầu tư".
HEADS_OF_NAMES = words_of(
    """
    quản lý, hợp tác, phát triển, bảo vệ, đăng ký, nghiên cứu, giám sát, hỗ trợ, ứng dụng,
    xúc tiến, chính sách, chiến lược, quy hoạch, kế hoạch, kỹ thuật, trung tâm, công ty, tập đoàn,
    ngân hàng, chi cục, tổng cục, thanh tra, học viện, công nghệ, cổ phần, kiểm tra, phòng chống,
    hiệp hội, viện trưởng, quỹ hỗ, ban quản, khoa học, kinh tế
    """
)

# Orders: who says them gives work to whoever is named behind.
ORDERS = words_of(
    """
    yêu cầu, giao, đề nghị, chỉ đạo, phân công, lưu ý, kêu gọi, chỉ thị, quyết định giao,
    nhắc nhở, giao nhiệm, giao cho, kiến nghị, đề xuất, mong muốn, đồng ý giao,
    thống nhất giao, quán triệt
    """
)
# Speech: what follows is the speaker's, whoever does it.
SPEECH = words_of(
    """
    cho biết, cho rằng, nhấn mạnh, khẳng định, cho hay, nêu rõ, kết luận, thông tin, chia sẻ,
    nhận định, đánh giá, chỉ rõ, phát biểu, nói, bày tỏ, lý giải, phân tích, chỉ ra, nhận xét,
    cảnh báo, lưu ý, ghi rõ
    """
)
# Not work: holding, attending, hearing, praising.
CEREMONY = words_of(
    """
    tham dự, đến dự, phát biểu, đánh giá cao, ghi nhận, biểu dương, cảm ơn, chúc mừng,
    tặng hoa, chia sẻ, bày tỏ, nghe báo, được nghe, khai mạc, bế mạc, trân trọng, hoan nghênh,
    cho biết, cho rằng, nhấn mạnh, khẳng định, cho hay, kết luận, điểm lại, có ý, phát đi,
    cho ý, thảo luận, nhận định, đã nêu, thông báo, xin thông, ký thông, truyền đạt, đề cập,
    tặng bằng, trao tặng, trao giải, nhận được, có tờ
    """
)

# How a clause tells that something is lacking.
LACKING = words_of(
    """
    còn chậm, còn thấp, còn hạn, còn yếu, còn thiếu, còn nhiều, còn gặp, còn lúng, còn một,
    còn xảy, còn tồn, còn bất, còn khó, còn cao, còn có, còn để, còn tình, còn chưa, vẫn còn,
    chưa cao, chưa đạt, chưa đảm, chưa bảo, chưa đáp, chưa kịp, chưa được, chưa nghiêm,
    chưa phù, chưa sát, chưa thực, chưa tốt, chưa có, chưa đồng, chưa chặt, chưa quyết,
    chưa triệt, chưa hiệu, chưa thường, chưa đầy, chưa hoàn, chưa rõ, chưa nhiều, chưa chủ,
    chậm được, chậm so, hạn chế, bất cập, yếu kém, lúng túng, chậm tiến, chậm trễ, thiếu đồng,
    thiếu chủ, thiếu kiên, kém hiệu, chưa thỏa, chưa đủ, không đạt, không đảm, không bảo,
    không kịp, không đáp, không hoàn, không đúng,
    không nghiêm, không thường, không chặt, không đồng, thấp hơn, thấp so, kém so, chậm hơn,
    vẫn chậm, chậm gửi, chậm nộp, chậm báo, chậm triển, chậm thực, chậm xử, chậm giải, còn lỗi,
    còn sai, còn sót, còn trùng, còn tùy, còn né, còn đùn
    """
)
