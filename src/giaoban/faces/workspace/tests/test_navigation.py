from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from giaoban.faces.workspace.navigation import Frame, navigation
from giaoban.ground.accounts.tests.build import a_user
from giaoban.records.organisations.tests.build import a_unit, an_appointment
from giaoban.records.organisations.types import Post, UnitKind

TODAY = date(2025, 3, 31)

pytestmark = pytest.mark.django_db


def a_frame(post: Post, path: str = "/") -> Frame:
    return Frame(an_appointment(post=post).user, path, TODAY)


def current(frame: Frame) -> dict[str, str]:
    return {link.address: link.is_current for link in frame.links if link.is_current}


def test_only_the_office_is_led_to_the_reading_desk() -> None:
    desk = "/desk/"

    assert desk in {link.address for link in a_frame(Post.OFFICE_CLERK).links}
    assert desk not in {link.address for link in a_frame(Post.OFFICER).links}
    assert desk not in {link.address for link in a_frame(Post.LEADER).links}


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", {"/": "page"}),
        ("/tasks/", {"/tasks/": "page"}),
        ("/tasks/12/", {"/tasks/": "true"}),
        ("/tasks/score-card/", {"/tasks/score-card/": "page"}),
        ("/search/", {}),
    ],
)
def test_one_part_is_marked_as_the_one_at_hand(path: str, marked: dict[str, str]) -> None:
    assert current(a_frame(Post.OFFICE_CLERK, path)) == marked


def test_the_frame_names_the_agency_and_where_the_person_serves() -> None:
    ministry = a_unit(name="Bộ Thí điểm", kind=UnitKind.MINISTRY)
    unit = a_unit(name="Cục Mẫu", parent=ministry)
    user = an_appointment(unit=unit).user
    frame = Frame(user, "/", TODAY)

    assert (frame.agency, frame.unit, frame.person) == ("Bộ Thí điểm", "Cục Mẫu", user.full_name)


def test_two_posts_in_one_unit_name_it_once() -> None:
    unit = a_unit(name="Văn phòng Mẫu")
    user = an_appointment(unit=unit, post=Post.OFFICER).user
    an_appointment(unit=unit, post=Post.OFFICE_CLERK, user=user)

    assert Frame(user, "/", TODAY).unit == "Văn phòng Mẫu"


def test_whoever_serves_nowhere_is_led_only_to_what_is_open_to_all() -> None:
    frame = Frame(a_user(), "/", TODAY)

    assert frame.unit == ""
    assert "/desk/" not in {link.address for link in frame.links}


def test_a_visitor_is_led_nowhere() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    assert navigation(request)["frame"].links == []


def test_a_request_that_failed_before_sign_in_still_has_a_frame() -> None:
    assert navigation(RequestFactory().get("/"))["frame"].links == []


def test_the_frame_costs_few_questions(django_assert_max_num_queries: object) -> None:
    user = an_appointment().user
    # The agency, what the person serves as, for whom they act and what is above these, the unit.
    with django_assert_max_num_queries(5):  # type: ignore[operator]  # a fixture without a type
        frame = Frame(user, "/", TODAY)
        assert frame.links
        assert frame.unit
        assert frame.agency
