"""Lists of words as people read them: separated by commas or strokes, wrapped as they come."""


def words_of(listed: str, mark: str = ",") -> frozenset[str]:
    """The words of a list that `mark` separates; line ends and double spaces count for nothing."""
    return frozenset(filter(None, (" ".join(word.split()) for word in listed.split(mark))))
