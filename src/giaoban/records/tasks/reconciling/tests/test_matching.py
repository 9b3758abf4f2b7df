from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from giaoban.records.tasks.reconciling.comparing import classes_meant
from giaoban.records.tasks.reconciling.matching import SURE, TaskIndex, pair, score
from giaoban.records.tasks.reconciling.types import Match, Ours, Theirs
from giaoban.records.tasks.types import DONE, StatusClass

DUE = date(2020, 7, 31)
_WORDS = [
    *("rà soát", "số liệu", "khai thác", "mỏ đá", "quặng", "trạm cân", "bản đồ", "giấy phép"),
    *("phương án", "quan trắc", "môi trường", "nước thải", "thuế", "tài nguyên", "kiểm kê"),
    *("bãi thải", "vận chuyển", "hồ sơ", "đóng cửa", "thăm dò", "trữ lượng", "công bố"),
]


@st.composite
def titles(draw: st.DrawFn, *, number: int = 0) -> str:
    words = draw(st.lists(st.sampled_from(_WORDS), min_size=6, max_size=14, unique=True))
    return f"{' '.join(words)} {number or ''}".strip()


@st.composite
def registers(draw: st.DrawFn) -> list[Ours]:
    """Tasks of which no two are called alike."""
    count = draw(st.integers(1, 8))
    tasks = []
    for number in range(1, count + 1):
        words = draw(st.permutations(_WORDS))[:8]
        unit, due = draw(st.integers(1, 4)), draw(st.none() | st.just(DUE))
        tasks.append(Ours(number, " ".join(words), f"{number}/KH", unit, due))
    return tasks


def as_theirs(task: Ours, *, length: int | None = None) -> Theirs:
    title = task.title if length is None else f"{task.title[:length].rstrip()}…"
    is_cut = length is not None
    return Theirs(title, is_cut, None, task.symbol, task.unit_id, task.due_on)


@given(registers(), st.data())
def test_a_title_that_was_cut_anywhere_still_finds_its_task(
    register: list[Ours], data: st.DataObject
) -> None:
    task = data.draw(st.sampled_from(register))
    length = data.draw(st.integers(20, len(task.title)))

    best = TaskIndex(register).matches(as_theirs(task, length=length))[0]

    assert best.task_id == task.task_id
    assert best.score >= SURE


@given(titles(), titles())
def test_a_score_lies_between_nothing_and_certainty(one: str, other: str) -> None:
    for is_cut in (True, False):
        assert 0 <= score(Theirs(one, is_cut), Ours(1, other)) <= 1


@given(titles())
def test_nothing_is_surer_than_the_same_task_said_whole(title: str) -> None:
    ours = Ours(7, title, "1/KH", 3, DUE)
    whole = score(as_theirs(ours), ours)

    assert whole == 1
    assert score(Theirs(title, symbol="1/KH", unit_id=9, due_on=DUE), ours) < whole
    assert score(Theirs(title, symbol="2/KH", unit_id=3, due_on=DUE), ours) < whole


@given(registers(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_and_no_task_is_meant_twice(
    register: list[Ours], random: object
) -> None:
    index = TaskIndex(register)
    rows = {at: as_theirs(task, length=30) for at, task in enumerate(register * 2)}
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # it is a Random

    one = pair({at: index.matches(rows[at]) for at in rows})
    other = pair({at: index.matches(rows[at]) for at in shuffled})

    assert one == other
    meant = [match.task_id for match in one.values()]
    assert len(meant) == len(set(meant))


def test_two_tasks_that_fit_alike_are_left_for_a_person_to_say() -> None:
    twins = [Ours(1, "Kiểm kê trữ lượng quặng năm 2020"), Ours(2, "Kiểm kê trữ lượng quặng 2020")]

    matches = TaskIndex(twins).matches(Theirs("Kiểm kê trữ lượng quặng…", is_cut=True))

    assert len(matches) == 2
    assert pair({1: matches}) == {}


def test_a_row_that_names_our_number_means_that_task() -> None:
    tasks = [Ours(1, "Kiểm kê trữ lượng"), Ours(2, "Công bố giấy phép")]

    found = TaskIndex(tasks).matches(Theirs("Tên khác hẳn", number=2))

    assert found[0] == Match(2, 1.0)


def test_titles_that_have_little_in_common_are_no_match_whatever_else_agrees() -> None:
    ours = Ours(1, "Kiểm kê trữ lượng quặng sắt", "9/KH", 4, DUE)

    theirs = Theirs("Sửa chữa trụ sở làm việc", symbol="9/KH", unit_id=4, due_on=DUE)

    assert TaskIndex([ours]).matches(theirs) == []


def test_the_words_of_other_systems_for_a_status_are_known() -> None:
    assert classes_meant("Hoàn thành quá hạn") == (StatusClass.DONE_LATE,)
    assert classes_meant("QUÁ HẠN (12 ngày)") == (StatusClass.OPEN_OVERDUE,)
    assert set(DONE) <= set(classes_meant("Đã hoàn thành"))
    assert StatusClass.OPEN_OVERDUE in classes_meant("Chưa hoàn thành")
    assert classes_meant("Xanh") == ()
