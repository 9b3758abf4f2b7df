"""Database and files in one archive, and back again: all of it or nothing.

    taking.py     the database as of one moment, then the files it names, then the sums
    restoring.py  everything unpacked beside its place and compared, then put in place
    archive.py    the archive itself: a tar of manifest, database, files and SHA256SUMS, in gzip
    sqlite.py, postgresql.py  what differs between the two databases
    last.py       when the last backup was made, for those who watch over it

Files are kept under their SHA-256, are never changed, and are there before a row names them. So a
database taken first, and the folder after it, agree while people go on working.
"""
