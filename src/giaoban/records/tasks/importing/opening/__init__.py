"""Opening tables: the bytes of an Excel, Word or CSV file in, rows of words out, within bounds."""

from giaoban.records.tasks.importing.opening.door import MAX_BYTES, MAX_ROWS, OpenTable, open_table

__all__ = ["MAX_BYTES", "MAX_ROWS", "OpenTable", "open_table"]
