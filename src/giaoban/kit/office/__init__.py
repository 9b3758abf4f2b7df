"""LibreOffice without a window: one file turned into another form, apart and within a time."""

from giaoban.kit.office.converting import OfficeFailed, OfficeMissing, convert, find_office

__all__ = ["OfficeFailed", "OfficeMissing", "convert", "find_office"]
