"""How much of a file is opened at all, so that no file takes memory or time without bound."""

BYTES = 20_000_000  # a file
ROWS = 20_000  # with words, of the table that is taken
ROWS_SEEN = 200_000  # empty ones too
COLUMNS = 60
CELL = 4_000  # characters
CHARACTERS = 60_000_000  # of all cells together
TABLES = 30
HEAD_ROWS = 40  # among which the headings are looked for
MERGES = 20_000

UNZIPPED = 200_000_000  # of all members together, as they declare it
MEMBERS = 5_000
RATIO = 250  # of one member; text in XML shrinks to a tenth, rarely to a sixtieth
SMALL = 1_000_000  # bytes, below which no ratio is looked at

# What the process that opens a file may take.
MEMORY = 512 * 1024 * 1024  # bytes of address space
CPU_SECONDS = 60
WALL_SECONDS = 120
