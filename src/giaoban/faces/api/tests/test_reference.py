import json

import pytest
from django.test import Client

from giaoban.faces.api.tests.build import API
from giaoban.ground.accounts.tests.build import a_user

pytestmark = pytest.mark.django_db


def a_reader(language: str = "en") -> Client:
    client = Client(headers={"Accept-Language": language})
    client.force_login(a_user())
    return client


def test_the_page_shows_every_operation_of_the_description() -> None:
    client = a_reader()

    page = client.get("/api/").content.decode()

    told = client.get(f"{API}/openapi.json").json()
    operations = [each["operationId"] for path in told["paths"].values() for each in path.values()]
    assert len(operations) >= 20
    assert [each for each in operations if f'<h2 id="{each}">' not in page] == []


def test_the_page_needs_no_script_and_nothing_of_others() -> None:
    answer = a_reader().get("/api/")

    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    assert "<script" not in main
    assert " style=" not in main
    assert "http://" not in main
    assert "https://" not in main
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_the_description_is_the_same_in_every_language() -> None:
    described = [a_reader(language).get(f"{API}/openapi.json").content for language in ("vi", "en")]

    assert described[0] == described[1]
    assert json.loads(described[0])["info"]["title"] == "giaoban"
