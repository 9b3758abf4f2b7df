"""The pages of one task: what it is, and how it is assigned, parted and kept."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from giaoban.ground.accounts.http import SignedInRequest
from giaoban.ground.accounts.models import User
from giaoban.ground.platform import clock
from giaoban.ground.platform.errors import RuleBroken
from giaoban.ground.platform.http import done, render_page_or_part
from giaoban.records.documents import selectors as documents
from giaoban.records.organisations import selectors as organisations
from giaoban.records.organisations.types import Post
from giaoban.records.tasks import policies, selectors, services
from giaoban.records.tasks.due_words import due_said
from giaoban.records.tasks.forms import DayField, in_tree
from giaoban.records.tasks.forms_new import (
    MOST_ROWS,
    ROWS,
    CoordinatingForm,
    NewTaskForm,
    row_of,
    rows_of,
)
from giaoban.records.tasks.forms_steps import EditForm, FollowerForm, NoteForm, PartForm
from giaoban.records.tasks.models import Task
from giaoban.records.tasks.pages.tasks import TaskPage

_OF_THE_OFFICE = [Post.OFFICE_CLERK, Post.ADMINISTRATOR]


@require_GET
@login_required
def task(request: SignedInRequest, task_id: int) -> HttpResponse:
    # A task that may not be seen answers like one that does not exist: even its number is private.
    on = clock.today()
    visible = selectors.visible_tasks(actor=request.user, on=on)
    loaded = visible.select_related("document", "excerpt", "field", "created_by", "followed_by")
    found = get_object_or_404(loaded, pk=task_id)
    chosen = _number(request.GET.get("duty", ""))
    shown = TaskPage(actor=request.user, task=found, on=on, duty_id=chosen)
    context = {"shown": shown, "note_form": NoteForm() if shown.may_keep else None}
    return render_page_or_part(request, "tasks/task.html", "task", context)


# Assigning


@require_http_methods(["GET", "POST"])
@login_required
def new(request: SignedInRequest) -> HttpResponse:
    on, actor = clock.today(), request.user
    if not policies.may_assign(actor, on=on):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    units = in_tree(organisations.tree_on(on=on))
    form = NewTaskForm(
        data,
        units=units,
        fields=organisations.fields(),
        documents=documents.visible_documents(actor=actor, on=on),
        today=on,
    )
    rows = rows_of(data, units=units, rows=_number(request.GET.get("rows", "")) or ROWS)
    if form.is_valid() and _valid(rows):
        assigned = _assigned(request, form, rows)
        if assigned is not None:
            return done(request, to=reverse("tasks:task", args=[assigned.pk]))
    context = {"form": form, "rows": rows, "more": len(rows) + ROWS}
    invalid = bool(form.errors) or any(row.is_bound and row.errors for row in rows)
    return render_page_or_part(request, "tasks/new.html", "form", context, invalid=invalid)


def _valid(rows: list[CoordinatingForm]) -> bool:
    """Whether all are; each is asked, so that every mistake is told at once."""
    return not [row for row in rows if not row.is_valid()]


def _assigned(
    request: SignedInRequest, form: NewTaskForm, rows: list[CoordinatingForm]
) -> Task | None:
    """The task that the service made; without one the forms say why not."""
    shares = [share for row in rows if (share := row.share(form))]
    if any(row.errors for row in rows):
        return None
    try:
        return services.assign_task(
            actor=request.user, now=clock.now(), coordinating=shares, **form.said()
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return None


@require_GET
@login_required
def new_row(request: SignedInRequest) -> HttpResponse:
    """One more row for a coordinating unit, to be put into the page that is open."""
    on = clock.today()
    if not policies.may_assign(request.user, on=on):
        raise PermissionDenied
    number = _number(request.GET.get("n", "0"))
    if number is None or number >= MOST_ROWS:
        raise Http404
    row = row_of(number, units=in_tree(organisations.tree_on(on=on)))
    return render(request, "tasks/coordinating_row.html", {"row": row, "next": number + 1})


@require_GET
@login_required
def said_due(request: SignedInRequest) -> HttpResponse:
    """What the words of a deadline come to, while they are typed."""
    on = clock.today()
    words = next((str(request.GET[name]) for name in request.GET if name.endswith("due")), "")
    try:
        anchor = DayField(required=False).clean(request.GET.get("assigned_on", "")) or on
    except ValidationError:
        anchor = on
    due = due_said(words[:300], anchor)
    return render(request, "tasks/said_due.html", {"due": due, "words": words, "anchor": anchor})


@require_http_methods(["GET", "POST"])
@login_required
def new_part(request: SignedInRequest, duty_id: int) -> HttpResponse:
    """Asking a part of a duty onwards."""
    on, actor = clock.today(), request.user
    duty = get_object_or_404(selectors.visible_duties(actor=actor, on=on), pk=duty_id)
    shown = TaskPage(actor=actor, task=duty.task, on=on, duty_id=duty.pk)
    above = shown.chosen.span.unit_id
    if not policies.standing_of(actor, on=on).may_part(unit_id=above):
        raise PermissionDenied
    below = organisations.units_below(unit_ids=[above], on=on)
    form = PartForm(
        request.POST if request.method == "POST" else None,
        units=in_tree(node for node in organisations.tree_on(on=on) if node.unit_id in below),
        officers=_officers(below, shown),
        today=on,
        initial={"unit": above},
    )
    back = f"{reverse('tasks:task', args=[duty.task_id])}?duty={duty.pk}"
    if form.is_valid():
        try:
            services.assign_part(
                actor=actor, parent_id=duty.pk, asked=form.asked(), now=clock.now()
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The part is assigned; you confirm its result."))
            return done(request, to=back)
    context = {"shown": shown, "form": form, "back": back}
    return render_page_or_part(
        request, "tasks/new_part.html", "form", context, invalid=bool(form.errors)
    )


def _officers(unit_ids: frozenset[int], shown: TaskPage) -> list[tuple[int, str]]:
    """Whoever serves in these units, each with where."""
    people = organisations.people_serving_in(unit_ids=unit_ids, on=shown.on)
    where: dict[int, str] = {}
    for each in organisations.appointments_of_all(users=people, on=shown.on):
        if each.unit_id in unit_ids:
            where[each.user_id] = shown.name_of(each.unit_id)
    return [(person.pk, _named(person, where.get(person.pk, ""))) for person in people]


def _named(person: User, unit: str) -> str:
    return f"{person}, {unit}" if unit else str(person)


# Keeping


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: SignedInRequest, task_id: int) -> HttpResponse:
    """Changing what a task says."""
    on, actor = clock.today(), request.user
    found = _kept(request, task_id)
    back = reverse("tasks:task", args=[found.pk])
    with transaction.atomic():
        held = Task.objects.select_for_update(of=("self",)).get(pk=found.pk)
        form = EditForm(
            request.POST if request.method == "POST" else None,
            fields=organisations.fields(),
            initial={name: getattr(held, name) for name in EditForm.base_fields if name != "seen"}
            | {"field": held.field_id},
        )
        if form.is_valid():
            try:
                services.edit_task(actor=actor, task_id=held.pk, now=clock.now(), **form.said())
            except RuleBroken as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("What the task says is changed."))
                return done(request, to=back)
    context = {"task": held, "form": form, "back": back, "today": on}
    return render_page_or_part(
        request, "tasks/edit.html", "form", context, invalid=bool(form.errors)
    )


@require_http_methods(["GET", "POST"])
@login_required
def follower(request: SignedInRequest, task_id: int) -> HttpResponse:
    """Naming the officer who follows a task."""
    on, actor = clock.today(), request.user
    found = _kept(request, task_id)
    back = reverse("tasks:task", args=[found.pk])
    people = list(organisations.people_with_post(posts=_OF_THE_OFFICE, on=on))
    if found.followed_by and found.followed_by not in people:
        people.append(found.followed_by)
    form = FollowerForm(
        request.POST if request.method == "POST" else None,
        people=[(person.pk, str(person)) for person in people],
        initial={"follower": found.followed_by_id},
    )
    if form.is_valid():
        try:
            services.set_follower(
                actor=actor,
                task_id=found.pk,
                user_id=form.cleaned_data["follower"],
                now=clock.now(),
            )
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Who follows the task is written down."))
            return done(request, to=back)
    context = {"task": found, "form": form, "back": back}
    return render_page_or_part(
        request, "tasks/follower.html", "form", context, invalid=bool(form.errors)
    )


@require_POST
@login_required
def note(request: SignedInRequest, task_id: int) -> HttpResponse:
    """Adding a note of the Office."""
    found = _kept(request, task_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        services.add_office_note(
            actor=request.user, task_id=found.pk, text=form.cleaned_data["text"], now=clock.now()
        )
        messages.success(request, _("The note is kept; only the Office reads it."))
    else:
        messages.error(request, _("The note is empty or longer than 4,000 characters."))
    return done(request, to=reverse("tasks:task", args=[found.pk]))


def _kept(request: SignedInRequest, task_id: int) -> Task:
    """A task that the person sees and keeps."""
    on = clock.today()
    visible = selectors.visible_tasks(actor=request.user, on=on)
    found = get_object_or_404(visible.select_related("followed_by"), pk=task_id)
    if not policies.may_keep(request.user, on=on):
        raise PermissionDenied
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
