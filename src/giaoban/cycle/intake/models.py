"""What was read from a document, and what became of each proposal made from it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.cycle.intake.types import Decision, Origin


class StoredReading(models.Model):
    """A document as the reader read it, once; `facts` as it gave them (giaoban.reading/1).

    `opening` tells how its file was opened: `notes` in both languages, as `doubts` the places of
    words that were recognised in a picture with little confidence, and as `corrections` what people
    wrote over these (`start`, `end`, `was`, `is`); the text of the document stays as recognised.
    """

    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, related_name="+"
    )
    facts = models.JSONField()
    opening = models.JSONField(default=dict)
    read_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    # Set by the service that reads: whether the same text had been read before.
    already_there: bool = False

    class Meta:
        ordering = ["-read_at", "-pk"]

    def __str__(self) -> str:
        return str(self.document)


class Recognition(models.Model):
    """A file with pages that are pictures, on its way to its reading.

    Recognising takes seconds a page, so a job does it. The bytes are kept until it is over and let
    go then, whatever it came to: a `reading`, or a `refusal` in both languages. `begun_at` is when
    whoever is at work on it began, None while nobody is.
    """

    data = models.BinaryField()
    file_name = models.CharField(max_length=255)
    symbol = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=1000, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    pages_done = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    reading = models.ForeignKey(
        StoredReading, on_delete=models.PROTECT, null=True, related_name="+"
    )
    refusal = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_over(self) -> bool:
        return self.reading_id is not None or bool(self.refusal)


class Proposal(models.Model):
    """A task that the reader proposes. It counts nowhere until a person accepts it.

    The words stand as written (`lead_text`, `due_text`); what they are taken to mean stands beside
    them and is the clerk's to change. `candidates` are the units that the lead may mean, the best
    first (`unit`, `score`, `why`); `coordinating_text` holds the coordinating ones as written, with
    the unit that each was taken for or those it may mean (`text`, `unit`, `score`, `maybe`).
    `spans` say where in the text these words stand (`lead`, `due`, `coordinating`), and under
    `mark` what is shown as read and becomes the excerpt. `due_explanation` has both languages, and
    so has `place`, which says where in the file the passage stands.
    `proposed` keeps what the reader said (`title`, `lead`, `coordinating`, `due_on`, `field`), so
    that what people corrected can be told. A proposal that was split or merged is REPLACED, and
    those made of it name it in `replaces`; those accepted at one press share a `batch`.
    """

    reading = models.ForeignKey(StoredReading, on_delete=models.PROTECT, related_name="proposals")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(_("task"), max_length=1000)
    lead_text = models.CharField(max_length=500, blank=True)
    lead = models.ForeignKey(
        "organisations.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    coordinating_text = models.JSONField(default=list)
    coordinating = models.ManyToManyField("organisations.Unit", blank=True, related_name="+")
    candidates = models.JSONField(default=list)
    due_text = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    due_explanation = models.JSONField(default=dict)
    field_text = models.CharField(max_length=300, blank=True)
    field = models.ForeignKey(
        "organisations.Field", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    spans = models.JSONField(default=dict)
    place = models.JSONField(default=dict)
    section = models.CharField(max_length=300, blank=True)
    proposed = models.JSONField(default=dict)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.READ)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by")
    batch = models.CharField(max_length=36, blank=True)
    rule = models.CharField(max_length=100, blank=True)
    confidence = models.FloatField(default=0)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    task = models.ForeignKey(
        "tasks.Task", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["reading", "position"]
        constraints = [
            models.UniqueConstraint(name="proposal_position_once", fields=["reading", "position"]),
            models.CheckConstraint(
                name="proposal_accepted_has_task",
                condition=~Q(decision__in=[Decision.ACCEPTED, Decision.SAME])
                | Q(task__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
