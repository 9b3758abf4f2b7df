"""An agency's own Word templates: brought, put in force, withdrawn."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language

from giaoban.ground.accounts.models import User
from giaoban.ground.audit import services as audit
from giaoban.ground.files.services import keep_file
from giaoban.kit.paper.checking import check_template
from giaoban.kit.paper.samples import sample_for
from giaoban.records.organisations import policies
from giaoban.records.organisations.administration.models import WordTemplate
from giaoban.records.organisations.administration.types import (
    Paper,
    TemplateNotThere,
    TemplateRefused,
)
from giaoban.records.organisations.services.permission import demand

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@transaction.atomic
def add_template(
    *, actor: User, paper: Paper, data: bytes, file_name: str, now: datetime, note: str = ""
) -> WordTemplate:
    """Keep a version of a paper's template, not yet in force.

    Raises TemplateRefused with a sentence for each tag that would not fill; nothing is kept then.
    """
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    if problems := check_template(data, like=sample_for(paper.template)):
        raise TemplateRefused(each.text(get_language() or "vi") for each in problems)
    of_paper = WordTemplate.objects.filter(paper=paper)
    number = (of_paper.aggregate(last=Max("number"))["last"] or 0) + 1
    template = WordTemplate(
        paper=paper,
        number=number,
        stored=keep_file(data=data, media_type=WORD, now=now),
        file_name=file_name[-200:],
        note=note,
        added_by=actor,
        added_at=now,
    )
    template.full_clean()
    template.save()
    told = {"paper": paper.value, "number": number, "file_name": template.file_name, "note": note}
    audit.record(
        actor=actor,
        verb="administration.template-added",
        target=template,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return template


@transaction.atomic
def put_in_force(*, actor: User, template_id: int, now: datetime) -> WordTemplate:
    """Let papers be made from this version from now on. Raises TemplateNotThere if they are."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    template = WordTemplate.objects.select_for_update(of=("self",)).get(pk=template_id)
    if template.is_in_force:
        raise TemplateNotThere
    WordTemplate.objects.filter(paper=template.paper, is_in_force=True).update(is_in_force=False)
    template.is_in_force, template.in_force_since = True, now
    template.save(update_fields=["is_in_force", "in_force_since"])
    told = {"paper": template.paper, "number": template.number}
    audit.record(
        actor=actor,
        verb="administration.template-in-force",
        target=template,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return template


@transaction.atomic
def return_to_shipped(*, actor: User, paper: Paper, now: datetime) -> WordTemplate:
    """Let papers be made from the program's own template again. Raises TemplateNotThere."""
    principal = demand(policies.may_keep_register, actor=actor, now=now)
    in_force = WordTemplate.objects.select_for_update(of=("self",)).filter(paper=paper)
    template = in_force.filter(is_in_force=True).first()
    if template is None:
        raise TemplateNotThere
    template.is_in_force = False
    template.save(update_fields=["is_in_force"])
    told = {"paper": template.paper, "number": template.number}
    audit.record(
        actor=actor,
        verb="administration.template-withdrawn",
        target=template,
        data=told,
        now=now,
        on_behalf_of=principal,
    )
    return template
