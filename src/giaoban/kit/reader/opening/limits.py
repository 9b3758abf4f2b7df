"""How much of a file is opened at all, so that no file takes memory or time without bound."""

MEGABYTE = 1024 * 1024

BYTES = 20 * MEGABYTE  # a file
CHARACTERS = 5_000_000  # its text

ZIP_MEMBERS = 5_000
ZIP_DIRECTORY_BYTES = 2 * MEGABYTE
UNZIPPED_BYTES = 200 * MEGABYTE  # of all members together, as they declare it
UNZIPPED_RATIO = 250  # of one member; text in XML shrinks to a tenth, rarely to a sixtieth
SMALL_MEMBER_BYTES = MEGABYTE  # below this no ratio is looked at
XML_BYTES = 40 * MEGABYTE
XML_DEPTH = 400

HTML_BYTES = 5 * MEGABYTE

PDF_PAGES = 500

SHEETS = 30  # of a workbook
SHEET_ROWS = 5_000  # with words, of all sheets together
SHEET_ROWS_SEEN = 200_000  # empty ones too
SHEET_COLUMNS = 60
CELL_CHARACTERS = 10_000

MAIL_DEPTH = 3  # an e-mail in an e-mail in an e-mail
MAIL_PARTS = 40  # attachments that are opened, of all depths together
MIME_PARTS = 400  # parts that an e-mail may have at all

PIXELS = 60_000_000  # of one picture; A4 at 600 dpi has 35 million
PICTURES = 60  # pages that are recognised
DRAWN_PIXELS = 35_000_000  # of a page of a PDF
RECOGNISING_MEMORY_BYTES = 1024 * MEGABYTE
RECOGNISING_CPU_SECONDS = 60  # of one page
RECOGNISING_WALL_SECONDS = 120

CONVERTING_WALL_SECONDS = 60  # of an old Word file

# What a process that opens a PDF, a sheet, an e-mail, a picture or a web page may take.
APART_MEMORY_BYTES = 512 * MEGABYTE  # of address space
APART_CPU_SECONDS = 15
APART_WALL_SECONDS = 60

# A letter has at most a handful of marks. Putting thousands in order takes time by their square.
MARKS_IN_A_ROW = 200
