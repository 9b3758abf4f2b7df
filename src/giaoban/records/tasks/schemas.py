"""What the API asks and tells of tasks and score-cards."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field

from giaoban.ground.platform.json_api.values import Body, Day, Id, Text
from giaoban.records.tasks.models import Urgency
from giaoban.records.tasks.types import Axis, DutyRole, EventKind, Stage, StatusClass, TaskOrder

_NOTE = 10_000


# What is asked


class TaskFilter(Schema):
    """What the list of tasks is narrowed to, as on its page; all of it is optional."""

    words: Text = Field("", max_length=200, description="Words of the title, or the number.")
    status: list[StatusClass] | None = Field(None, description="One class or several.")
    stage: list[Stage] | None = Field(None, description="How far it is today, whatever `as_of`.")
    unit: list[Id] | None = Field(None, description="The unit that has the duty, or several.")
    own: bool = Field(default=False, description="Of the units that you act for.")
    role: DutyRole | None = Field(DutyRole.LEAD, description="As what the unit has the duty.")
    field: int | None = Field(None, ge=0, le=2**63 - 1, description="0: tasks without a field.")
    document: int | None = Field(
        None, ge=0, le=2**63 - 1, description="The source; 0: tasks without one."
    )
    due_from: Day | None = None
    due_to: Day | None = None
    as_of: Day | None = Field(None, description="At the end of which day; today's by default.")
    period: Text = Field(
        "", max_length=10, description="Only what the score-card of this period counts: `2020-06`."
    )
    order: TaskOrder = TaskOrder.DUE


class ScoreCardFilter(Schema):
    """Which score-card is asked for."""

    period: Text = Field(
        "",
        max_length=10,
        description="`2020-06`, `2020-Q2`, `2020-H1`, `2020-M09`, `2020`; this month by default.",
    )
    by: Axis = Axis.UNIT
    as_of: Day | None = Field(
        None, description="By default the last day of the period, or today before that."
    )


class CoordinatingBody(Body):
    """The part of a unit that coordinates."""

    unit_id: Id = Field(examples=[14])
    due_on: Day | None = Field(None, examples=["2020-07-15"])
    part: Text = Field("", max_length=500, examples=["Cung cấp số liệu"])


class NewTaskBody(Body):
    """A task to be assigned."""

    title: Text = Field(
        min_length=1, max_length=1000, examples=["Rà soát mạng điểm phục vụ bưu chính"]
    )
    lead_id: Id = Field(examples=[12], description="The unit that leads.")
    due_on: Day | None = Field(None, examples=["2020-07-20"])
    assigned_on: Day | None = Field(
        None, examples=["2020-07-02"], description="By default the day of the document, or today."
    )
    coordinating: list[CoordinatingBody] = Field(default_factory=list, max_length=100)
    field_id: Id | None = Field(None, examples=[3])
    document_id: Id | None = Field(None, examples=[5])
    leader: Text = Field("", max_length=150, examples=["Trần Văn Lộc"])
    product: Text = Field("", max_length=500, examples=["Báo cáo"])
    responsibility: Text = Field("", max_length=500, examples=["Chịu trách nhiệm về số liệu"])
    authority: Text = Field("", max_length=500, examples=["Vụ trưởng ký báo cáo"])
    programme: Text = Field("", max_length=150, examples=["Chuyển đổi số"])
    point: Text = Field("", max_length=100, examples=["mục 3"])
    urgency: Urgency = Urgency.ORDINARY


class EditBody(Body):
    """What a task is to say from now on; what is left out stays."""

    title: Text = Field("", min_length=1, max_length=1000, examples=["Rà soát mạng điểm phục vụ"])
    product: Text = Field("", max_length=500, examples=["Báo cáo"])
    responsibility: Text = Field("", max_length=500)
    authority: Text = Field("", max_length=500)
    programme: Text = Field("", max_length=150)
    point: Text = Field("", max_length=100)
    leader: Text = Field("", max_length=150)
    urgency: Urgency = Urgency.ORDINARY


class StepBody(Body):
    """A step that needs no words."""

    note: Text = Field("", max_length=_NOTE, examples=["Đã nhận"])


class ReasonBody(Body):
    """A step that has to be explained."""

    note: Text = Field(max_length=_NOTE, examples=["Thiếu phụ lục số liệu"])


class ResultBody(Body):
    """A result, in words or by its document."""

    note: Text = Field("", max_length=_NOTE, examples=["Đã trình dự thảo"])
    document_id: Id | None = Field(None, examples=[5])


class DeadlineBody(Body):
    """Another deadline, and why."""

    due_on: Day = Field(examples=["2020-08-10"])
    note: Text = Field(max_length=_NOTE, examples=["Lùi theo lịch họp liên ngành"])
    document_id: Id | None = Field(None, examples=[5])


class DeclineBody(ReasonBody):
    """Why a duty is not the unit's own, and whose it is."""

    unit_id: Id | None = Field(None, examples=[14])


class TransferBody(ReasonBody):
    """To which unit a duty goes, and why."""

    unit_id: Id = Field(examples=[14])


class GrantBody(Body):
    """Until when a duty is extended; by default until the day that was asked for."""

    due_on: Day | None = Field(None, examples=["2020-08-10"])
    note: Text = Field("", max_length=_NOTE, examples=["Đồng ý"])
    document_id: Id | None = Field(None, examples=[5])


class ResumeBody(StepBody):
    """From when on a duty goes on, moved on by the days for which its clock stood still."""

    due_on: Day | None = Field(None, examples=["2020-08-10"])


class PartBody(Body):
    """A part of a duty: what, of whom, by when."""

    part: Text = Field(min_length=1, max_length=500, examples=["Thống kê số liệu"])
    unit_id: Id = Field(examples=[12], description="The unit itself, or one below it.")
    officer_id: Id | None = Field(None, examples=[7], description="Who of the unit does it.")
    due_on: Day | None = Field(None, examples=["2020-07-15"])
    note: Text = Field("", max_length=_NOTE, description="Why it is due after the whole, if it is.")


# What is told


class TaskLine(Schema):
    """A duty of a task as it stood on the day asked for."""

    task_id: int = Field(examples=[655])
    duty_id: int = Field(examples=[1201])
    number: str = Field(examples=["NV-0655"])
    title: str = Field(examples=["Rà soát mạng điểm phục vụ bưu chính"])
    unit_id: int = Field(examples=[12])
    unit: str = Field(examples=["Vụ Bưu chính"])
    role: DutyRole
    status: StatusClass
    stage: Stage
    assigned_on: date = Field(examples=["2020-07-02"])
    due_on: date | None = Field(examples=["2020-07-20"])
    original_due_on: date | None = Field(examples=["2020-07-20"])
    completed_on: date | None = Field(examples=[None])
    document_id: int | None = Field(examples=[5])
    field_id: int | None = Field(examples=[3])


class EventAnswer(Schema):
    """Something that happened to a duty; `on` is its day, `at` when it was entered."""

    id: int
    kind: EventKind
    on: date
    at: datetime
    actor: str = Field(examples=["Nguyễn Thị Hạnh"])
    on_behalf_of: str | None = Field(
        examples=[None], description="For whom, where only a delegation gave the right."
    )
    unit_id: int | None = Field(description="Where the event gave the duty to a unit.")
    due_on: date | None = Field(description="Where the event set a deadline.")
    note: str
    document_id: int | None


class ExtensionAnswer(Schema):
    """An extension that waits for an answer."""

    due_on: date = Field(examples=["2020-08-10"])
    reason: str = Field(examples=["Chờ số liệu"])
    asked_on: date
    asked_by: str = Field(examples=["Trần Thu Hà"])
    document_id: int | None


class DutyAnswer(Schema):
    """What one unit owes to a task, as it stands today, and all that happened to it."""

    id: int = Field(examples=[1201])
    role: DutyRole
    unit_id: int = Field(examples=[12])
    unit: str = Field(examples=["Vụ Bưu chính"])
    part: str
    parent_id: int | None = Field(examples=[None], description="The duty it is a part of.")
    officer: str | None = Field(examples=[None], description="Who does a part.")
    status: StatusClass
    stage: Stage
    due_on: date | None
    original_due_on: date | None
    promised_on: date | None = Field(
        examples=[None], description="Until when it was extended though late: it stays late."
    )
    due_words: str = Field(examples=["trong 10 ngày làm việc"])
    due_anchor: date | None = Field(description="The day from which the words count.")
    extension_asked: ExtensionAnswer | None
    completed_on: date | None
    may: list[EventKind] = Field(description="What you may do with it now.")
    events: list[EventAnswer]


class ExcerptOfTask(Schema):
    """The sentence a task was read from."""

    start: int
    end: int
    text: str = Field(examples=["Vụ Bưu chính rà soát mạng điểm phục vụ trước ngày 20/7."])


class TaskAnswer(Schema):
    """A task as it stands today. Its ETag is the version to name in If-Match when changing it."""

    id: int = Field(examples=[655])
    number: str = Field(examples=["NV-0655"])
    title: str = Field(examples=["Rà soát mạng điểm phục vụ bưu chính"])
    product: str
    responsibility: str
    authority: str
    programme: str
    point: str
    leader: str
    urgency: Urgency
    followed_by: str | None = Field(examples=[None])
    assigned_on: date
    as_of: date
    field_id: int | None
    document_id: int | None
    excerpt: ExcerptOfTask | None
    created_by: str
    created_at: datetime
    duties: list[DutyAnswer]


class RateAnswer(Schema):
    """A percentage and its parts; no percentage where there is nothing to divide by."""

    part: int = Field(examples=[59])
    whole: int = Field(examples=[66])
    percent: float | None = Field(examples=[89.39])


class TallyAnswer(Schema):
    """How many duties are in each class. The total and the rates know the four classes alone."""

    done_on_time: int = Field(examples=[59])
    done_late: int = Field(examples=[5])
    open_in_time: int = Field(examples=[30])
    open_overdue: int = Field(examples=[2])
    total: int = Field(examples=[96])
    no_deadline: int = Field(examples=[0], description="Beside the total, and in no rate.")
    suspended: int = Field(examples=[0], description="Beside the total, and in no rate.")
    cancelled: int = Field(examples=[0], description="Beside the total, and in no rate.")
    on_time_of_due: RateAnswer = Field(description="Done on time, of those that came due.")
    done_of_all: RateAnswer = Field(description="Done, of all four classes.")


class ScoreRowAnswer(Schema):
    """A unit, a field or a document; the row of those that have none has no `key`."""

    key: int | str | None = Field(examples=[12])
    name: str = Field(examples=["Vụ Bưu chính"])
    tally: TallyAnswer


class ScoreCardAnswer(Schema):
    """What you see of a period's score-card. `start` is its first day, `end` the first after it."""

    period: str = Field(examples=["2020-06"])
    start: date = Field(examples=["2020-06-01"])
    end: date = Field(examples=["2020-07-01"])
    as_of: date = Field(examples=["2020-06-30"])
    by: Axis
    rule_edition: str = Field(examples=["1.0"], description="Which rule told the classes.")
    total: TallyAnswer
    rows: list[ScoreRowAnswer]
