"""The surnames of Viet Nam, of the Kinh and of the other peoples, as they stand in documents.

No register counts them all. These are from the lists that circulate of Vietnamese surnames and of
those of the Tày, Nùng, Thái, Mường, Hmông, Dao, Hoa, Khmer, Chăm, Ê Đê, Gia Rai, Cơ Tu and others.
"""

from giaoban.kit.vntext.wordlists import words_of

# With these, one more word makes a full name.
SURNAMES = words_of(
    """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn
    Vương Trịnh Đinh Lâm Mai Trương Tô Cao Hà Thái Tạ Tăng Chu Châu Quách La Lưu
    Lương Phùng Tống Kiều Nông Hứa Vi Triệu Giàng Thào Sùng Lò Cầm Quàng Điểu Bế Ma
    Mã Đàm Khuất Nghiêm Ninh Bạch Thạch Kim Từ Văn Doãn Diệp Giang Khổng Lục Mạc Âu
    Cù Cung Đậu Hầu Khương Lại Lã Lều Nhâm Phí Thân Thẩm Tiêu Tôn Tưởng Uông Hạng Y
    Ksor Siu Rơ Kpă Ngọ Nhữ Nguyên Hàn
    """,
    " ",
)
# Rare, or frequent in other words: two more parts of a name must follow.
RARE_SURNAMES = (
    words_of(
        """
        An Bàn Bàng Bành Biện Ca Cái Cam Cấn Chế Chử Chung Cổ Danh Dư Đái Điền Điêu Đèo Đồng
        Giáp Hoàn Hình Kha Khúc Khiếu Lăng Lầu Liêu Liễu Lô Lường Lỗ Lộc Luyện Lữ Ly Lỳ Mâu
        Mẫn Mẫu Mông Mùa Nhan Ngụy Nùng Ôn Quan Sái Sầm Sử Sa Tào Tiết Thiều Thịnh Thiệu
        Trang Trà Tòng Tất Vàng Vừ Viên Viêm Xa Xà Phàn Tẩn Chảo Hạ Ân Phó Chẩu Nịnh Triệu

        Ấu Bạc Bao Bì Bồ Cáp Chúc Cồ Cự Diêm Dụ Đan Đăng Đới Đoạn Đồ Đôn Đổng Đường Giả Hàng Hi Hoa
        Huyền Hướng Kế Khâu Khoa Khưu Khấu Lạc Lai Lao Lãnh Lôi Luân Lựu Mạch Mang Mạnh Mễ Mộc Mục
        Nghê Ngư Ngũ Nhạc Phi Phục Quản Quế Quyền Quyết Tán Tàng Tần Thang Thi Thôi Tiền Tiếp
        Trác Trạc Trầm Trì Trình Trưng Tri Tề Úc Ung Ưng Vạn Viết Xung Xuân Ánh Biên Bưu Chiêm Cống
        Giản Hám Hán Hoắc Khiết Khắc Lưỡng Mao Nghị Nhiêu Ổn Phù Sảm Sĩ Tiên Trương Tuân Tô Vòng

        Ban Chẩn Chíu Chìu Cứ Cháng Chang Cư Dìu Dín Hảng Hạ Hoả Hờ Hảu Hùng Húng Kháng Khà Khang
        Khoàng Lành Làn Liềng Linh Ló Long Lồ Lù Lùng Lử Lự Lự Má Mào Mè Mua Mìn Moong Mông Ngần
        Ngưu Nho Nìm Nhọt Pàn Pha Phà Phìa Phù Phổng Pờ Quả Sằm Sằn Sần Sín Sìn Sỳ Sừng Sùng Tải
        Tằng Tận Thàng Then Thèn Thò Tráng Trạc Tráng Tụ Và Ván Vàng Vì Viêng Voòng Vù Vùi Xeo Xin
        Xồng Xông Cà Cụt Chá Cháo Chấu Củng Giáng Hủng Lèo Lèng Lèn Lụ Mạc Màng Pản Quang Sự Tếnh
        Tòng Vang Xên Xiêm Sộng Lìm Lường Lốc Vương

        Alăng Arất Ayũn Bá Bhling Briu Byă Chau Cil Coor Đàng Đạo Êban Hđơk Hmok Kbuôr Kiên Kpuih
        Ksơr Liêng Mlô Néang Neáng Nay Não Niê Nại Pơloong Rah Rahlan Rcom Rmah Sơn Trượng Thổ
        Thiên Zơrâm Ayun Hlong Kră Ktla Knul Bkrông Đăng Dụng Miếu Đạt
        """,
        " ",
    )
    - SURNAMES
)
