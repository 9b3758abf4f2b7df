"""The patterns around work: what opens a clause, what a heading announces, what is mere frame."""

import re

from giaoban.kit.vntext.letters import CAPITALS
from giaoban.kit.vntext.patterns import pattern, words_pattern

CASELESS = re.IGNORECASE

# Marks, numbers and quotation marks before the first word.
OPENING_MARKS = pattern(
    r"(?:[\s\"“”‘’'…,.;:–—•+*-]|\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)|"
    r"\d{1,2}[.)]\s|[a-zđ]\)\s|[ivx]{1,4}\)\s)+",
    CASELESS,
)
_NUMERALS = frozenset("ivxIVX")


def behind_opening_marks(text: str, start: int, end: int) -> int:
    """Where the first word begins; a letter that no bracket follows is one, as is asked first."""
    first = text[start : start + 1]
    if first.isalpha() and first not in _NUMERALS and text[start + 1 : start + 2] != ")":
        return start
    marks = OPENING_MARKS.match(text, start, end)
    return marks.end() if marks else start


ORDINALS = pattern(
    r"(?:một là|hai là|ba là|bốn là|năm là|sáu là|bảy là|tám là|chín là|mười là|"
    r"thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|trước hết|trước tiên|cuối cùng)\s?[,:]\s?",
    CASELESS,
)
CONNECTORS = pattern(
    r"(?:(?:bên cạnh đó|ngoài ra|đồng thời|tuy nhiên|tuy vậy|mặc dù vậy|"
    r"mặc dù|do đó|do vậy|vì vậy|vì thế|"
    r"theo đó|cụ thể|trong đó|đặc biệt(?: là)?|mặt khác|cùng với đó|cùng đó|"
    r"trước mắt|hiện nay|hiện tại|hiện|đến nay|"
    r"đáng chú ý|nhất là|thời gian tới|thời gian qua|tới đây|như vậy|qua đó|từ đó|"
    r"trên cơ sở đó|sau đó|song song với đó|"
    r"nhìn chung|riêng|nhân dịp này|tại đây|kết quả|tiếp đó|trước đó|"
    r"bên cạnh những kết quả đạt được)\s?[,:]\s?"
    r"|(?:đồng thời|ngoài ra|theo đó|và|còn|song|nhưng|hiện|hiện nay|do đó|trong đó|"
    r"riêng)\s(?!có|là|nhiều|chậm|hạn|yếu|thiếu|thấp|gặp|lúng|một)"
    r"|tuy nhiên\s"
    r"|(?:chúng )?tôi\s(?=(?:đề nghị|yêu cầu|giao|mong|kiến nghị|đề xuất)\s))",
    CASELESS,
)
CONTRAST = pattern(r"(?:tuy nhiên|tuy vậy|mặc dù|song|nhưng|bên cạnh những)", CASELESS)
NEW_TOPIC = pattern(r"(?:bên cạnh đó|ngoài ra|mặt khác|cùng với đó)", CASELESS)

ADVERBIAL = pattern(
    r"(?:để|nhằm|về|đối với|trong|tại|theo|trên cơ sở|trên tinh thần|căn cứ|"
    r"thực hiện|sau khi|sau|khi|trước(?!\shết)|"
    r"từ|qua|thông qua|đến|năm|ngày|tháng|quý|sáng|chiều|ngay|lũy kế|"
    r"luỹ kế|với|nhân|liên quan|ở|do|cuối|đầu|"
    r"giữa|phát biểu|kết luận|bên cạnh|cùng với|tính đến|tính từ|"
    r"riêng|hiện|nhận định|chỉ đạo|vì|nếu|"
    r"được sự|dưới sự|nhận được|dịp|mặc dù|tiếp thu|tiếp theo|xuất phát|thừa lệnh|thay mặt|việc|"
    r"trước mắt|\d{1,2} tháng|đặc biệt|bước vào|kết thúc|"
    r"(?:báo cáo|trao đổi|thảo luận|tham luận|thông tin|chia sẻ|giải trình) (?:tại|với|trước)|"
    r"trả lời)(?!\w)",
    CASELESS,
)
# Adverbials that may stand before a verb without any doer between.
PURE_ADVERBIAL = pattern(
    r"(?:để|nhằm|về|đối với|trong|tại|theo|trên cơ sở|khi|từ|đến|năm|"
    r"ngày|tháng|quý|ngay|liên quan|ở|cuối|"
    r"đầu|giữa|tính đến|riêng|trước mắt|lũy kế|nếu|trước|\d{1,2} tháng)(?!\w)",
    CASELESS,
)
MODALS = pattern(
    r"(?:(?:cần|phải|nên|hãy|cần phải)\s)(?!cơ quan|đầu mối|đơn vị|thành viên)", CASELESS
)
LINKING = pattern(r"(?:còn|cũng)\s(?=\w)", CASELESS)

_NAMES_A_LIST = (
    r"\s(?:\w{1,12}\s){0,4}?(?:nhiệm vụ|công việc|công tác|nội dung|"
    r"giải pháp|vấn đề|hoạt động|việc|kết quả|mặt|điểm|"
    r"tồn tại|hạn chế|yếu kém|thiếu sót|biện pháp|yêu cầu|mục tiêu|kiến nghị|"
    r"đề xuất|khó khăn|nhóm)(?:\s(?:\w{1,12}\s){0,3}\w+)?"
)
# Lead-ins that announce a list and say nothing themselves.
PURE_LEAD_IN = words_pattern(
    r"như sau|sau|sau đây|dưới đây|cụ thể|cụ thể là|gồm|bao gồm|trong đó|như|là|đó là|"
    rf"các{_NAMES_A_LIST}|những{_NAMES_A_LIST}|một số{_NAMES_A_LIST}|"
    r"yêu cầu|đề nghị|giao|kết luận|chỉ đạo|nhiệm vụ(?:\s(?:\w{1,12}\s){0,2}\w+)?|"
    r"nhiệm vụ trọng tâm|tồn tại|hạn chế|lưu ý|nêu rõ|nhấn mạnh|khẳng định|cho biết",
    behind="$",
)
COMPLETE_BEFORE_LIST = pattern(
    r"(?:,?\s(?:cụ thể(?: là)?|bao gồm|gồm|trong đó|như sau|"
    r"trong đó tập trung|trước mắt.{0,60}?(?:sau|sau đây))"
    r"|,\s(?:tập trung|trước mắt|trong đó|thực hiện|cần)\s[^,]{0,80}?(?:sau|sau đây|như sau))$",
    CASELESS,
)
ANNOUNCES_REMEDY = words_pattern(
    "khắc phục|xử lý|giải quyết|tháo gỡ|nhiệm vụ|giải pháp|yêu cầu|đề nghị|kế hoạch|phương hướng"
)
ANNOUNCES_REQUEST = words_pattern("kiến nghị|đề xuất", behind=r"(?!\w)")
ANNOUNCES_RESULT = words_pattern(
    r"kết quả|đã đạt|đã thực hiện|đã làm|đã tiến hành|"
    r"đã triển khai|tình hình|đã hoàn thành|nổi bật|"
    r"thành tích|đã có|ưu điểm|đánh giá|đã tập trung|công tác đã|đã ban hành|thành tựu"
)
ANNOUNCES_LIST_OF_TASKS = words_pattern(
    r"nhiệm vụ|giải pháp|phương hướng|định hướng|yêu cầu|trọng tâm|kết luận|"
    r"chỉ đạo|phân công|đề nghị|công việc|lưu ý|biện pháp|"
    r"nội dung sau|hoạt động sau|việc sau|công tác sau|mục đích|mục tiêu|vấn đề sau"
)
ANNOUNCES_TASK = words_pattern(
    r"nhiệm vụ|giải pháp|phương hướng|định hướng|yêu cầu|kế hoạch|trọng tâm|"
    r"cần|phải|sẽ|triển khai|tổ chức thực hiện|"
    r"phân công|trách nhiệm|mục tiêu|mục đích|kết luận|chỉ đạo|giao|đề nghị|"
    r"nội dung|thực hiện|công việc|lưu ý|biện pháp"
)
# Documents whose points are work from the first to the last.
WORK_DOCUMENT = pattern(
    r"(?:thông báo\s(?:ý kiến\s)?kết luận|thông báo$|chỉ thị|công điện|kế hoạch|"
    r"chương trình hành động|quyết định|công văn)",
    CASELESS,
)

FIELD = pattern(
    r"(?:(?:liên quan đến|đối với|trong|về|ở|thuộc|trên)\s(?:các\s)?lĩnh vực\s|"
    r"lĩnh vực\s|về\s(?:mảng\s)?|đối với\s(?=công tác|hoạt động|lĩnh vực))"
    r"(?P<field>[^:;.\n]{2,90})$",
    CASELESS,
)
NOT_A_FIELD = pattern(
    r"(?:việc|đề án|kinh phí|nội dung|kiến nghị|đề nghị|vấn đề|dự án|"
    r"nhiệm vụ|phía|nguồn|thời gian|các|một số|"
    r"đề xuất|kết quả|tình hình|công tác năm|công tác tháng|những|phương hướng|"
    r"mục tiêu|dự thảo|nghị|tiến độ|ý kiến|"
    r"báo cáo|tổ chức thực hiện|chế độ|số|cơ chế|chính sách|thủ tục|"
    r"giải pháp|trách nhiệm|phần|mặt|trước mắt|"
    r"triển khai|điều chuyển|bố trí|rà soát|xử lý|phục vụ|khắc phục|bổ sung|"
    r"lâu dài|cơ bản|danh mục|quy hoạch|chương trình|kế hoạch|lộ trình|"
    r"phương án|“|\"|này|đó|trên)(?!\w)",
    CASELESS,
)
# Labels at the head of a line that name no field.
NO_LABEL = pattern(
    r"(?:lưu|ghi chú|chú thích|kính gửi|như trên|vpcp|về (?:kinh phí|tổ chức|nguồn|việc|"
    r"nhiệm vụ|thời|tiến độ|các)|kinh phí|đối với (?:các\s)?(?:dự án|đề án|công trình)|"
    r"(?:các\s)?(?:dự án|đề án|công trình|bước|giai đoạn|đợt|thời gian|địa điểm|thành phần)"
    r"|nhiệm vụ|mục tiêu|mục đích|yêu cầu)(?!\w)",
    CASELESS,
)
ABOUT = pattern(r"^về\s(?:việc\s)?", CASELESS)
# Headings under which anything may stand; they are no work themselves.
NAMES_THE_REST = pattern(
    r"(?:về\s)?(?:các\s|một số\s|những\s)?(?:việc|công việc|công tác|nội dung|vấn đề|nhiệm vụ|"
    r"ý kiến|hoạt động)\skhác(?:\s\(?nếu có\)?)?|khác|(?:về\s)?tổ chức thực hiện",
    CASELESS,
)
# "Xã nào còn nợ thì Chủ tịch xã đó …": whoever it comes to, which names nobody.
WHOEVER = pattern(
    r"(?P<who>(?:các\s|những\s)?(?:đơn vị|cơ quan|địa phương|doanh nghiệp|thành phố|thị xã|huyện|"
    r"quận|xã|phường|tỉnh|bản|thôn|ấp|khu phố|sở|bộ|ngành|phòng|ban|nơi|tổ|trường|cục|vụ)\snào)\s"
    r"[^;:.]{3,200}?\sthì\s(?:[^,;:.]{0,80}?\s(?:đó|ấy|mình)\s|người đứng đầu\s)?",
    CASELESS,
)
ASKS_FOR_ITSELF = pattern(r"(?:đề nghị|kiến nghị|xin|đề xuất)\s(?=được\s)", CASELESS)
FIELD_HEADING = pattern(r"(?:công tác|lĩnh vực|hoạt động)\s", CASELESS)

ROLE = pattern(
    r"(?:sẽ\s)?là\s(?:cơ quan|đơn vị|đầu mối|thường trực|bộ phận)|chịu trách nhiệm", CASELESS
)
ATTRIBUTION = pattern(
    r"[”\"»]\s?,?\s?(?:theo\s)?[^”\"]{0,60}?(?:cho biết|nhấn mạnh|nói|khẳng định|"
    r"nêu rõ|chia sẻ|cho hay|yêu cầu|kết luận|"
    r"đề nghị|lưu ý|phát biểu|bày tỏ|chỉ đạo|nhận định|thông tin|cho rằng)(?:\s[^.;”\"]{0,40})?$",
    CASELESS,
)
MEETING_HELD = pattern(
    r"(?:đã\s)?họp\s(?:về|bàn|với|tại|để|giao ban|sơ kết|tổng kết|báo|thường kỳ)\s|"
    r"(?:đã\s)?(?:tổ chức|chủ trì|"
    r"tham dự|dự|đồng chủ trì|phối hợp tổ chức|"
    r"khai mạc|tiến hành|có)\s(?:\w{1,12}\s){0,3}?"
    r"(?:hội nghị|cuộc họp|buổi làm việc|phiên họp|lễ|buổi họp|"
    r"cuộc làm việc|hội thảo|nghi thức|họp)",
    CASELESS,
)
NOT_WORK = pattern(
    r"(?:đã nghiêm khắc\s|đã\s|cũng\s|đã được\s|vừa\s|vừa có\s|có\s)?(?:phê bình|"
    r"có báo cáo|thực hiện nghi thức|tham dự|đến dự|dự\s|phát biểu|"
    r"đánh giá cao|ghi nhận|biểu dương|"
    r"cảm ơn|chúc mừng|bày tỏ|nghe\s|được nghe|khai mạc|trân trọng|hoan nghênh|"
    r"cho biết|cho rằng|nhấn mạnh|khẳng định|cho hay|"
    r"có ý kiến|phát đi|có thông báo|thông báo truyền|xin thông báo|thảo luận|điểm|"
    r"nêu bật|phân tích|thay mặt|trao\s|tặng|"
    r"ký thừa|kết luận|nhìn|nêu|chỉ ra|vinh dự|đón tiếp|đón nhận|đạt danh hiệu|đăng|"
    r"chia sẻ|đề cập|nhận định|phấn khởi|thông tin thêm|(?:ban hành|ra|ký|"
    r"phát) thông báo|có văn bản truyền)",
    CASELESS,
)
NOT_ITEM_BLOCK = pattern(
    r"(?:nơi nhận|căn cứ\s(?!(?:vào\s)?(?:tình hình|điều kiện|chức năng|nhiệm vụ|thực tế|yêu cầu|"
    r"nhu cầu|khả năng|nội dung|kết quả|mức độ|diễn biến))|tham dự|thành phần|dự hội nghị|"
    r"dự buổi|cùng dự|"
    r"chủ trì hội nghị|kính gửi|theo\s(?:cổng|báo(?!\scáo)|tin)(?!\w)|"
    r"ảnh\s?:|nguồn\s?:|tin,? ảnh|bài,? ảnh|toàn cảnh|ảnh minh họa|quang cảnh|"
    r"sau khi nghe|văn phòng chính phủ (?:xin )?thông báo|"
    r"thừa lệnh|số\s?:|cộng hòa xã hội|độc lập\s?-|tag|từ khóa|"
    r"xem thêm|xem chi tiết|chia sẻ|in trang)",
    CASELESS,
)
# From here on a document tells who signed it and who gets it.
CLOSES = pattern(
    rf"(?:[Nn]ơi (?:nhận|gửi)\W*(?:$|[-–:])|(?:TL|TM|KT|TUQ|T/M|T/L|K/T)\.\s?[{CAPITALS}]{{2}})"
)
REOPENS = pattern(r"(?:PHỤ LỤC|DANH MỤC|BIỂU|KẾ HOẠCH|CHƯƠNG TRÌNH|PHÂN CÔNG|NHIỆM VỤ)(?!\w)")
ADDRESSES = pattern(r"(?:kính gửi\s?:|.{0,160}(?<!\w)(?:điện|gửi)\s?:$)", CASELESS)
ATTENDING = pattern(
    r"(?:(?:cùng|tới|về|đến)\s)?(?:tham\s)?(?:dự|gia đoàn)\s"
    r"(?:(?:và|hội|cuộc|buổi|phiên|họp|lễ|công|làm|với|tại|có)\s)[^:]{0,160}?"
    r"(?<!\w)(?:có|gồm|là)(?:\s|:)|thành phần\s[^:]{0,60}:|(?:đồng\s)?chủ trì\s"
    r"(?:hội nghị|cuộc họp|buổi (?:họp|lễ)|phiên họp)\s(?:có|là|gồm|(?:các\s)?đồng chí|ông|bà)\s",
    CASELESS,
)
# What ends a document: that it is told to whom it concerns, what it replaces, thanks.
CLOSING = pattern(
    r"(?:trên đây là|trân trọng|xin trân trọng|"
    r"(?:thông báo|chỉ thị|công điện|quyết định|kế hoạch|quy chế|văn bản)\snày\s"
    r"(?:[^.;]{0,30}\s)?(?:thay\s(?:cho|thế)|có hiệu lực|được thông báo|được phổ biến)|"
    r"(?:thừa lệnh[^,]{0,60},\s)?(?:văn phòng|sở|bộ|ủy ban|uỷ ban|ubnd|ban|cục|tổng cục|vụ)"
    r"(?:\s[^\s,;:.]+){0,8}?\s(?:xin\s|trân trọng\s)?(?:thông báo|truyền đạt|báo cáo)"
    r"(?:\s[^;:.]{0,140}?)?\s(?:biết|thực hiện|triển khai|được biết|theo dõi)"
    r"(?:,?\s(?:và\s|tổ chức\s|triển khai\s|thực hiện|phối hợp)+)?\W*$)",
    CASELESS,
)
LABEL = pattern(
    r"(?P<label>(?:đơn vị|cơ quan)?\s?(?:chủ trì|phối hợp|thực hiện)(?:\sthực hiện)?|"
    r"(?:đơn vị|cơ quan)\s(?:chủ trì|phối hợp|thực hiện)(?:\s(?:thực hiện|chính))?|"
    r"thời (?:gian|hạn)(?:\s(?:thực hiện|hoàn thành))?|"
    r"tiến độ(?:\sthực hiện)?)\s?:\s?(?P<value>\S.*)$",
    CASELESS,
)
COORDINATION = pattern(
    r"phối hợp(?:\s(?:chặt chẽ|cùng|chủ động|thường xuyên|đồng bộ|hiệu quả|"
    r"tốt)){0,2}\s(?:với\s|cùng\s|cùng với\s|giữa\s)?",
    CASELESS,
)
HEADING_ORDER = pattern(
    r"(?:đề nghị|giao|yêu cầu|trách nhiệm của|đối với|nhiệm vụ của)\s(?:cho\s)?(?:các\s(?=bộ:))?",
    CASELESS,
)
CHAIR_CONCLUDES = pattern(
    r"(?:kết luận|ý kiến chỉ đạo|chỉ đạo|yêu cầu|nhấn mạnh (?:một số|các|những))[^:]{0,80}$",
    CASELESS,
)

# Verbs that open both a piece of work and a long way round to who does it.
ROUNDABOUT = pattern(
    r"(?:thực hiện|tiếp thu|phát biểu|kết luận|chỉ đạo|thay mặt|thừa lệnh|nhận định|"
    r"triển khai|báo cáo|trả lời|trao đổi|thông tin|giải trình)(?!\w)",
    CASELESS,
)
ORDER_INSIDE = pattern(r"(?<=\s)(?:yêu cầu|đề nghị|giao|cần|phải)(?=\s)")
PURPOSE = pattern(r"(?:mục đích|mục tiêu|yêu cầu)\s[^,;:.]{0,60}?\s?(?:nhằm|là)\s", CASELESS)
EXAMPLES = words_pattern(
    "công việc|công tác|nhiệm vụ|kết quả|tồn tại|hạn chế|yếu kém|giải pháp|"
    "nội dung|biện pháp|thiếu sót",
    behind=r"[^;:.]{0,90}?(?<!cũng)\snhư(?!\svậy|\strên|\ssau|\sthế)\s",
)
TOWARDS = pattern(r"đối với\s", CASELESS)
DOCUMENT_SPEAKS = pattern(
    r"(?:theo\s)?(?:thông báo|công văn|công điện|chỉ thị|kế hoạch|văn bản|"
    r"nghị quyết|quyết định)(?:\s[^\s,;:.]+){0,14}?\s"
    r"(?:cũng\s)?(?P<verb>nêu rõ|yêu cầu|giao|chỉ rõ|nhấn mạnh|ghi rõ|đề nghị|nêu)(?!\w)",
    CASELESS,
)
NOUN_FOLLOWS = pattern(
    r"\w{1,12}\s\w{1,12}\s(?:được|này|của|là|gồm|đã|do|trên|theo|nói trên|cũng)(?!\w)", CASELESS
)
SETS_TASKS = pattern(r"(?:xác định|đề ra|đặt ra|phấn đấu)(?!\w)", CASELESS)
JUST_DONE = pattern(r"(?:đã\s)?(?:vừa|mới)\s|đã giao\s.{0,60}\d+\s(?:nhiệm vụ|đầu việc)", CASELESS)
HAS_DONE = pattern(r"(?<!\w)đã\s")
OUGHT_INSIDE = pattern(r"(?<!\w)(?:cần|phải|sẽ|yêu cầu|đề nghị)\s")
ORDERS_INSIDE = pattern(r"(?<!\w)(?:yêu cầu|giao|đề nghị|chỉ đạo)\s(?:cho\s)?")
COUNTS_ONLY = pattern(
    r"(?:\d|(?:hiện )?có \d|gồm \d|(?:đây|đó|điều này|đến nay) (?:là|cho|có)\s)", CASELESS
)
UNDER_ORDERS = pattern(r"(?:theo (?:chỉ đạo|yêu cầu|kết luận)|về\s)", CASELESS)
# What review parts say of a thing that went well without saying who made it so.
ACHIEVED = pattern(
    r"(?<!\w)(?:(?:được|đã|đã được|tiếp tục được|từng bước được|"
    r"luôn được)\s(?:[\w,]{1,12}\s){0,6}?)(?:khắc phục|tháo gỡ|duy trì|củng cố|tăng cường|"
    r"nâng cao|nâng lên|cải thiện|chấn chỉnh|đẩy mạnh|quan tâm|quán triệt|đổi mới|"
    r"hoàn thiện|giải quyết|thực hiện|triển khai|"
    r"bảo đảm|đảm bảo|giữ vững|giữ|phát huy|xử lý|chú trọng|mở rộng|đầu tư|tạo|"
    r"tiết kiệm|tác động|chuyển biến|có cải cách|có chuyển biến|"
    r"góp phần|đạt|hoàn thành|ổn định|phát triển|kiểm soát|kiềm chế|ngăn chặn|đáp ứng|"
    r"ban hành|tổ chức|xây dựng|đưa|hỗ trợ)(?!\w)"
    r"|(?:luôn|hoạt động ổn định|từng bước|đi vào nề nếp|chấp hành nghiêm)",
    CASELESS,
)
# Whoever asks these asks: they take no orders from an administration.
OWN_MASTERS = pattern(
    r"(?:(?:đề nghị\s)?ban thường trực\s)?(?:[uủ][ỷy] ban\s)?(?:mttq|mặt trận|ubmttq|hđnd|"
    r"hội đồng nhân dân|tỉnh [uủ][ỷy]|thành [uủ][ỷy]|huyện [uủ][ỷy]|đảng [uủ][ỷy]|"
    r"ban thường vụ|thường trực (?:tỉnh|thành|huyện|đảng) [uủ][ỷy]|các đoàn thể|tòa án|toà án)",
    CASELESS,
)
BEEN_DONE = words_pattern(
    "đã|tiếp tục",
    whole=True,
    behind=r"\s(?:\w{1,12}\s){0,2}?được\s(?:\w{1,12}\s){0,3}?(?:khắc phục|"
    r"tháo gỡ|củng cố|"
    r"tăng cường|nâng cao|cải thiện|chấn chỉnh|đẩy mạnh|quán triệt|hoàn thiện|giải quyết|xử lý|"
    r"đầu tư|nâng cấp|kiểm soát|ngăn chặn|phát huy|giữ vững)(?!\w)",
)
# How a document opens that goes on in points.
OPENS_DOCUMENT = pattern(
    r"(?:ban hành|xây dựng|thông báo)\s(?:kế hoạch|chương trình|phương án|quy chế|hướng dẫn)"
    r"(?:\s[^,;:.]{0,80})?\s(?:như sau|sau đây|với (?:các|những) nội dung sau)$",
    CASELESS,
)
OF_A_WORK = pattern(r"(?:việc|công tác|tiến độ|chất lượng|hiệu quả)\s", CASELESS)
SHORT_OF = pattern(r"(?:nhưng|song|mà)\s[^;]{0,60}?(?:chưa|còn|không)\s", CASELESS)
COMING = pattern(
    r"(?:trong\s)?(?:thời gian tới|tới đây|những (?:tháng|năm) tới|(?:\w{1,12}\s){0,3}cuối năm)",
    CASELESS,
)
ANNOUNCED_SUCH_AS = pattern(
    r"(?:tồn tại|hạn chế|yếu kém|khó khăn|thiếu sót|bất cập|nhiệm vụ|công việc|nội dung|giải pháp|"
    r"kết quả|vấn đề|biện pháp)(?:,\s\S+(?:\s\S+)?)?(?:\s(?:trọng tâm|chủ yếu|chính))?\snhư$",
    CASELESS,
)
SUCH_AS = pattern(r"\snhư$", CASELESS)
LABEL_WORDS = pattern(r"[^\d:;.,“”\"]{3,70}$")
SOURCE_TAG = pattern(rf"(?:\([{CAPITALS}]\w{{1,12}}\)|[A-Z][A-Za-z]{{3,12}})\s?[–-]\s")
TIME_OPENING = pattern(
    r"(?:(?:tính )?đến nay|hiện nay|thời gian (?:qua|tới)|tới đây|vừa qua|"
    r"(?:trong\s)?\d{1,2}\stháng\s(?:đầu|cuối)\snăm(?:\s(?:19|20)\d\d)?)\s(?=\w)|"
    r"(?:trong\s)?(?:năm|tháng|quý)\s(?:\d{1,2}|[IV]{1,3})?(?:[/ ]?(?:năm\s)?(?:19|"
    r"20)\d\d)?(?:\s(?:qua|này|vừa qua))?\s(?=\w)",
    CASELESS,
)
IN_THE_COURSE = pattern(r"(?:qua|thông qua|nhờ|với)\s(?!báo cáo)[^,;.]{3,80}?\sđã\s", CASELESS)
ISSUES_AN_ORDER = pattern(
    r"(?:(?:đã|vừa|mới|cũng)\s){0,2}(?:có|ra|ký|ký ban hành|ban hành|"
    r"truyền đạt)\s(?:văn bản|công văn|công điện|chỉ thị|thông báo|quyết định|ý kiến)"
    r"(?:\s[^\s,;:.]+){0,8}?\s(?P<verb>chỉ đạo|yêu cầu|giao|đề nghị)(?=\s)",
    CASELESS,
)
SAYS_SOMETHING = pattern(r"\s(?:đã|là|được|mang lại|cho thấy|đạt)\s")
AT_THE_MEETING = pattern(r"tại (?:hội nghị|cuộc họp|buổi (?:lễ|họp|làm việc)|lễ)\W*$", CASELESS)
CLEARLY_ACHIEVED = pattern(
    r"(?:có (?:nhiều )?chuyển biến (?:tích cực|tốt|rõ)|"
    r"đạt (?:nhiều )?kết quả (?:khả quan|tích cực|tốt|cao)|"
    r"được (?:đảm bảo|bảo đảm|giữ vững)(?:\W|$))",
    CASELESS,
)
BY_STEPS = pattern(
    r"(?:theo|gồm|với)\s(?:các|những)\s(?:bước|nguyên tắc|hướng|tiêu chí|"
    r"nội dung|tiêu chuẩn)(?:\s\w{1,12}){0,3}$",
    CASELESS,
)
COUNTED_LIST = pattern(r"(?<!\w)có \d{1,4}\s[^;]{3,160}?(?:gồm|bao gồm|là)$", CASELESS)
COUNTED_MEETINGS = pattern(r"(?:đã\s)?tổ chức\s(?:\d+|một|hai|ba|bốn|năm|sáu|nhiều)\s", CASELESS)
PAST = pattern(
    r"(?:đã|đang|vừa)\s",
    CASELESS,
)
FUTURE = pattern(
    r"sẽ\s",
    CASELESS,
)
OUGHT = pattern(
    r"(?:cần|phải|nên|hãy)\s",
    CASELESS,
)
OWN_FIGURES = pattern(
    r"(?:tổng\s)?(?:số thu|thu ngân sách|số vụ|tổng thu|số nộp)(?!\w)",
    CASELESS,
)
ONLY_A_DEADLINE = pattern(
    r"(?:yêu cầu\s)?(?:hoàn thành|thời gian(?:\s(?:thực hiện|hoàn thành|báo cáo))?|"
    r"thời hạn(?:\s(?:thực hiện|hoàn thành))?|xong|hạn)\s?:?\s(?:là\s|việc này\s|"
    r"các nội dung (?:này|trên)\s|báo cáo\s)?(?:xong\s)?(?:trước|trong|chậm nhất|"
    r"tháng|quý|ngày|năm|cuối|đến|hằng|hàng|thường)[^.;]{0,60}$",
    CASELESS,
)
# Praise and speech are no work, wherever they stand.
NEVER_WORK = pattern(
    r"(?:sẽ\s)?bị\s|(?:đã\s|cũng\s|nhiệt liệt\s){0,2}(?:biểu dương|đánh giá cao|ghi nhận|"
    r"hoan nghênh|cảm ơn|"
    r"chúc mừng|chia sẻ:|đi (?:kiểm tra|khảo sát|thăm|thị sát)|đến thăm|thị sát|"
    r"thăm và làm việc|cho biết|cho rằng|khẳng định|bày tỏ|phấn khởi|nhận định|"
    r"(?:cơ bản\s)?(?:nhất trí|thống nhất|đồng tình)\s(?:cao\s)?với\s)",
    CASELESS,
)
ONLY_SPEAKS = pattern(
    r"(?:thông báo|công điện|chỉ thị|kế hoạch|văn bản|công văn|nghị quyết|báo cáo|quyết định)"
    r"(?:\s\S+){0,8}?\s(?:nêu|nêu rõ|viết|ghi rõ|cho biết)$",
    CASELESS,
)
# How many of the tasks given are done: figures, and the tally.
STATUS_COUNT = pattern(
    r"(?:đã\s|có\s|còn\s|số\s|tổng số\s|cơ bản\s){0,3}"
    r"(?:(?:được|đã)\s(?:[^\s,;:.]+\s){0,5}?giao\s(?:tổng số\s)?\d[\d.]*\s|"
    r"(?:chưa\s|đang\s)?(?:hoàn thành|thực hiện|triển khai|xử lý)\s"
    r"(?:(?:đúng|quá|trước|trong|trễ|chậm|đến)\s(?:thời\s)?hạn\s|đúng tiến độ\s)?:?\s?"
    r"\d[\d.]*(?:/\d[\d.]*)?\s)"
    r"(?:nhiệm vụ|đầu việc|công việc|văn bản giao)(?=\s(?:được|cần|\(|,|giao|theo|đúng|trong|quá)|"
    r"\W*$|,|\s?\()",
    CASELESS,
)
# The course of the economy, which nobody did or must do.
ECONOMY = pattern(
    r"(?:tốc độ\s)?(?:tăng trưởng|doanh thu|grdp|gdp|tổng sản phẩm|kim ngạch|xuất khẩu|"
    r"nhập khẩu|cpi|"
    r"chỉ số (?:giá|sản xuất|iip|pci)|lạm phát|tổng mức|tổng kim ngạch|cơ cấu kinh tế|kinh tế|"
    r"sản lượng|giá trị sản xuất|sản xuất (?:công|nông) nghiệp|"
    r"(?:công|nông|lâm|ngư) nghiệp|thương mại|tổng thu du lịch|khách (?:quốc tế|du lịch)|"
    r"thu hút (?:đầu tư|vốn|fdi)|số doanh nghiệp|tỷ lệ (?:hộ nghèo|đô thị|thất nghiệp))"
    r"(?!\s(?:cần|phải))(?:[^,;.]{0,80}?)\s(?:ước\s)?"
    r"(?:tăng|giảm|đạt|chiếm|duy trì|chuyển dịch|phục hồi|tích cực|thuộc nhóm|đứng|xếp)(?!\w)",
    CASELESS,
)
BEING = pattern(r"là\s(?!cơ quan|đơn vị|đầu mối|thường trực|bộ phận)", CASELESS)
COUNTED_WORK = pattern(
    r"\d[\d.,]{0,14}\s(?:vụ|trường hợp|lượt|hồ sơ|văn bản|đối tượng|cuộc|lớp|đoàn|"
    r"buổi|tin|bài|dự án|công trình|tỷ|triệu|lô|giấy|cơ sở|khóa|khoá|mẫu|hợp đồng|sản phẩm|"
    r"kế hoạch|tổ chức|học viên|thiết bị|tuyến|trạm|phiên|đợt|chương trình|quyết định|kiến nghị)",
    CASELESS,
)
STATISTICS = pattern(
    r"[\d.,/ ]+(?:\(|nhiệm vụ|%|chiếm|$)",
    CASELESS,
)
PASSIVE_ORDER = pattern(
    r"(?:được|có trách nhiệm|có nhiệm vụ)\s?(?:yêu cầu|giao|phân công|đề nghị)?(?:\sphải)?\s",
    CASELESS,
)
ANNOUNCES_SHORTCOMING = words_pattern(
    r"tồn tại|hạn chế|yếu kém|khuyết điểm|thiếu sót|bất cập|chưa làm được|"
    r"khó khăn(?:,|\svà)? (?:vướng mắc|hạn chế|tồn tại)"
)
