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

# What a process that opens a PDF or a web page may take.
APART_MEMORY_BYTES = 512 * MEGABYTE  # of address space
APART_CPU_SECONDS = 15
APART_WALL_SECONDS = 60

# A letter has at most a handful of marks. Putting thousands in order takes time by their square.
MARKS_IN_A_ROW = 200
