"""Three versions of a record, of which none is lost silently."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from giaoban.ground.platform.careful_forms import CarefulForm

UNITS = [("1", "Vụ Gió"), ("2", "Cục Mưa"), ("3", "Sở Nắng")]


class DutyForm(CarefulForm):
    title = forms.CharField(label="Work", widget=forms.Textarea)
    lead = forms.ChoiceField(label="Lead", choices=UNITS)
    helpers = forms.TypedMultipleChoiceField(
        label="Helpers",
        choices=UNITS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    due_on = forms.DateField(
        label="Deadline",
        input_formats=["%d/%m/%Y"],
        widget=forms.DateInput(format="%d/%m/%Y"),
        required=False,
    )
    urgent = forms.BooleanField(label="Urgent", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settle()


STORED: dict[str, Any] = {
    "title": "Rà soát hồ sơ",
    "lead": 1,
    "helpers": [2],
    "due_on": date(2025, 3, 31),
    "urgent": False,
}


def a_page(**stored: Any) -> QueryDict:
    """What a browser sends back when nothing was changed on the page that showed `stored`."""
    form = DutyForm(initial=STORED | stored)
    data = QueryDict(mutable=True)
    data["title"] = form.initial["title"]
    data["lead"] = str(form.initial["lead"])
    data.setlist("helpers", [str(each) for each in form.initial["helpers"]])
    data["due_on"] = form.initial["due_on"].strftime("%d/%m/%Y") if form.initial["due_on"] else ""
    if form.initial["urgent"]:
        data["urgent"] = "on"
    data["seen"] = str(form["seen"].value())
    return data


def test_what_nobody_else_changed_is_saved() -> None:
    page = a_page()
    page["title"] = "Rà soát toàn bộ hồ sơ"

    form = DutyForm(page, initial=STORED)

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Rà soát toàn bộ hồ sơ"


def test_a_field_that_only_another_changed_keeps_what_they_wrote() -> None:
    page = a_page()
    page["title"] = "Rà soát toàn bộ hồ sơ"
    meanwhile = STORED | {"due_on": date(2025, 4, 15), "helpers": [2, 3], "urgent": True}

    form = DutyForm(page, initial=meanwhile)

    assert form.is_valid()
    assert form.cleaned_data["title"] == "Rà soát toàn bộ hồ sơ"
    assert form.cleaned_data["due_on"] == date(2025, 4, 15)
    assert form.cleaned_data["helpers"] == [2, 3]
    assert form.cleaned_data["urgent"] is True


def test_a_field_that_both_changed_is_not_saved_and_shows_both() -> None:
    page = a_page()
    page["lead"] = "2"

    form = DutyForm(page, initial=STORED | {"lead": 3})

    assert not form.is_valid()
    assert form.has_error(NON_FIELD_ERRORS, "changed-meanwhile")
    assert [(each.label, each.stored, each.typed) for each in form.conflicts] == [
        ("Lead", "Sở Nắng", "Cục Mưa")
    ]
    with override("en"):
        shown = render_to_string("platform/conflict.html", {"form": form})
    assert "Sở Nắng" in shown
    assert "Cục Mưa" in shown


def test_saving_once_more_is_a_choice_that_holds() -> None:
    page = a_page()
    page["lead"] = "2"
    refused = DutyForm(page, initial=STORED | {"lead": 3})
    assert not refused.is_valid()
    page["seen"] = str(refused["seen"].value())

    again = DutyForm(page, initial=STORED | {"lead": 3})

    assert again.is_valid()
    assert again.cleaned_data["lead"] == "2"


def test_the_same_change_by_two_people_is_no_conflict() -> None:
    page = a_page()
    page["due_on"] = "15/04/2025"

    assert DutyForm(page, initial=STORED | {"due_on": date(2025, 4, 15)}).is_valid()


@pytest.mark.parametrize("seen", ["", "[]", "{", "null", "[" * 5000, "\x00", '{"title": 3}'])
def test_what_no_page_of_ours_says_was_seen_breaks_nothing(seen: str) -> None:
    page = a_page()
    page["seen"] = seen

    form = DutyForm(page, initial=STORED | {"lead": 3})

    assert form.is_valid()
    assert form.cleaned_data["lead"] == "1"


_TITLES = st.sampled_from(["Rà soát", "Báo cáo", "Tổng hợp"])


@given(seen=_TITLES, stored=_TITLES, typed=_TITLES)
def test_no_version_is_lost_silently(seen: str, stored: str, typed: str) -> None:
    page = a_page(title=seen)
    page["title"] = typed

    form = DutyForm(page, initial=STORED | {"title": stored})

    if form.is_valid():
        expected = stored if typed == seen else typed
        assert form.cleaned_data["title"] == expected
        assert stored in (seen, expected)
    else:
        assert {stored, typed} == {form.conflicts[0].stored, form.conflicts[0].typed}
