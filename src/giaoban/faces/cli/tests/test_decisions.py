import json

import pytest

from giaoban.cycle.intake import services
from giaoban.cycle.intake.tests.build import NOW, Agency, a_reading, proposals
from giaoban.faces.cli.decisions import export

pytestmark = pytest.mark.django_db


def test_each_decision_is_a_line_and_those_as_read_can_be_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clerk = Agency().clerk()
    first, second, *_ = proposals(a_reading(actor=clerk))
    services.accept_proposal(actor=clerk, proposal_id=first.pk, now=NOW)
    services.reject_proposal(actor=clerk, proposal_id=second.pk, now=NOW)

    export(only_changed=False, language="en")
    everything = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    export(only_changed=True, language="en")
    told = capsys.readouterr()

    assert [each["decision"] for each in everything] == ["accepted", "rejected"]
    assert [json.loads(line)["decision"] for line in told.out.splitlines()] == ["rejected"]
    assert "1 decision exported." in told.err
