"""The parts that pages are put together from."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override


class ReportForm(forms.Form):
    note = forms.CharField(label="Note", help_text="In a sentence.", widget=forms.Textarea)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")])
    who = forms.ChoiceField(label="Who", choices=[("x", "X")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def a_form(data: dict[str, str] | None = None) -> ReportForm:
    return ReportForm(data)


def a_field(name: str, data: dict[str, str] | None = None) -> str:
    return render_to_string("platform/field.html", {"field": a_form(data)[name]})


def test_a_field_has_its_label_and_its_help_tied_to_its_control() -> None:
    html = a_field("note")

    assert '<label for="id_note">' in html
    assert 'class="form-control"' in html
    assert 'aria-describedby="id_note_helptext"' in html
    assert 'id="id_note_helptext"' in html


def test_what_is_wrong_is_tied_to_the_control() -> None:
    html = a_field("note", {"note": ""})

    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]*)"', html)
    assert described
    assert all(f'id="{name}"' in html for name in described[1].split())
    assert "id_note_error" in described[1]


def test_a_choice_between_buttons_is_one_group_with_a_name() -> None:
    html = a_field("who")

    assert "<fieldset" in html
    assert "<legend" in html
    assert '<label for="id_who_0">' in html


def test_a_hidden_field_brings_nothing_but_itself() -> None:
    assert a_field("secret").strip() == '<input type="hidden" name="secret" id="id_secret">'


def test_the_summary_of_mistakes_leads_to_each_field() -> None:
    html = render_to_string("platform/errors.html", {"form": a_form({"note": ""})})

    assert 'role="alert"' in html
    assert 'href="#id_note"' in html
    assert 'href="#id_kind"' in html


def test_a_form_without_mistakes_has_no_summary() -> None:
    assert not render_to_string("platform/errors.html", {"form": a_form()}).strip()


def test_leafing_keeps_the_filters_of_the_address() -> None:
    request = RequestFactory().get("/tasks/", {"unit": "7", "page": "2"})
    page = Paginator(range(500), 50).page(2)
    html = render_to_string("platform/pager.html", {"page": page}, request=request)

    assert "?unit=7&amp;page=3" in html
    assert 'aria-current="page"' in html


def test_a_short_list_needs_no_pager() -> None:
    page = Paginator(range(3), 50).page(1)

    assert not render_to_string("platform/pager.html", {"page": page}).strip()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_error_page_needs_neither_database_nor_request(name: str, language: str) -> None:
    with override(language):
        html = render_to_string(f"{name}.html")

    assert f'<html lang="{language}">' in html
    assert re.search(r"<h1>.+</h1>", html)


@pytest.mark.parametrize("name", ["400", "404", "500"])
def test_pages_hold_no_script_and_no_style_of_their_own(name: str) -> None:
    html = render_to_string(f"{name}.html")

    assert "style=" not in html
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
