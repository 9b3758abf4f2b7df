"""The letters of Vietnamese, for patterns: `re` has no name for capitals."""

SMALL = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
CAPITALS = SMALL.upper()
