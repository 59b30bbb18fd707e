# SPDX-License-Identifier: EUPL-1.2
"""``drift``, ``diff``, ``history`` and ``request`` as people and programs run them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.unit.cli.running import Ran, adhere, model_folder
from tests.unit.dossier.upkept import ANSWERS, change_config, dossier, issue, write

ON = ("--on", "2026-11-22")
NEW = (
    "--from",
    "Systeembouw B.V. (example)",
    "--kind",
    "downstream",
    "--basis",
    "aia:art-53.1.b",
    "--purpose",
    "Use",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = dossier(tmp_path / "dossier")
    issue(folder)
    return folder


def neat(ran: Ran) -> Ran:
    """Return a run after seeing that its text fits 80 columns and has no gap left."""
    lines = ran.out.splitlines()
    assert [line for line in lines if len(line) > 80 and "adhere" not in line] == []
    assert [line for line in lines if re.search(r"\{[a-z_]+\}", line)] == []
    assert [line for line in lines if line != line.rstrip()] == []
    return ran


@pytest.mark.parametrize("language", ["en", "nl"])
def test_an_issue_that_is_up_to_date_exits_0(root: Path, language: str):
    ran = neat(adhere("drift", root, *ON, "--lang", language))
    assert (ran.status, ran.err) == (0, "")
    assert ("Nothing in it is stale" if language == "en" else "Niets erin is verouderd") in ran.out


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_stale_is_shown_and_exits_1(root: Path, language: str):
    change_config(root, max_position_embeddings=4096)
    ran = neat(adhere("drift", root, *ON, "--lang", language))
    assert ran.status == 1
    assert "ADH-DOC-050" in ran.out
    assert ("2,048 tokens then, 4,096 tokens now" if language == "en" else "toen 2.048 tokens") in " ".join(
        ran.out.split()
    )


def test_a_note_alone_exits_0(root: Path):
    change_config(root, torch_dtype="bfloat16")
    ran = adhere("drift", root, *ON)
    assert "ADH-DOC-055" in ran.out
    assert ran.status == 0


def test_drift_as_json_has_rows_and_reasons(root: Path):
    change_config(root, max_position_embeddings=4096)
    (model,) = adhere("drift", root, *ON, "--format", "json").json()["models"]
    (form,) = model["forms"]
    assert (model["id"], form["form"], form["issue"], form["at"]) == (
        "example",
        "mdf",
        1,
        "2026-11-02T08:00:00Z",
    )
    fact = form["stale"][0]
    assert (fact["kind"], fact["rule"], fact["severity"]) == ("fact", "ADH-DOC-050", "error")
    assert "input_max_size" in fact["rows"]
    assert fact["before"] == "2,048 tokens"
    assert {finding["rule"] for finding in form["findings"]} >= {"ADH-DOC-050"}


def test_a_watch_list_is_part_of_drift(root: Path):
    item = "what: new-channel, text: A partner, noticed: 2026-10-01, by: A. Person, look_again: 2026-11-01"
    write(root / "models/example/watch.yaml", f"format: adhere/watch/1\nitems: [{{{item}}}]\n")
    ran = neat(adhere("drift", root, *ON))
    assert ran.status == 1
    assert "models/example/watch.yaml:2" in ran.out


@pytest.mark.parametrize("given", [(), ("--form", "annex-xii"), ("--model", "example")])
def test_a_model_on_the_market_without_an_issue_is_told(tmp_path: Path, given: tuple[str, ...]):
    ran = neat(adhere("drift", dossier(tmp_path / "dossier"), *ON, *given))
    assert ran.status == 1
    assert "was never issued for example" in " ".join(ran.out.split())


def test_a_model_that_is_not_on_the_market_yet_owes_no_issue(tmp_path: Path):
    ran = neat(adhere("drift", dossier(tmp_path / "dossier"), "--on", "2026-05-03"))
    assert ran.status == 0
    assert "not on the market yet" in ran.out


COMMANDS = (("drift",), ("diff",), ("history",), ("request", "list"))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_bare_model_folder_has_nothing_to_keep(tmp_path: Path, command: tuple[str, ...]):
    ran = adhere(*command, model_folder(tmp_path / "model"))
    assert (ran.status, ran.out) == (2, "")
    assert "adhere new" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("where", ["nowhere", "broken"])
def test_what_is_no_dossier_exits_2(tmp_path: Path, command: tuple[str, ...], where: str):
    (tmp_path / "broken/adhere.yaml").mkdir(parents=True)
    ran = adhere(*command, tmp_path / where)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.strip()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_model_that_is_not_in_the_dossier_exits_2(root: Path, command: tuple[str, ...]):
    ran = adhere(*command, root, "--model", "other")
    assert ran.status == 2
    assert "no model other; there is: example" in " ".join(ran.err.split())


def test_a_form_that_does_not_exist_exits_2(root: Path):
    assert "There is no form mfd. Did you mean mdf? There are: mdf" in " ".join(
        adhere("drift", root, "--form", "mfd").err.split()
    )


def test_the_file_of_a_dossier_is_the_dossier(root: Path):
    assert adhere("drift", root / "adhere.yaml", *ON).status == 0
    assert adhere("request", "list", root / "adhere.yaml", *ON).status == 0


def test_changes_since_the_last_issue_are_a_redline(root: Path):
    write(root / "models/example/mdf.yaml", ANSWERS.replace("Writing", "Reading"))
    ran = neat(adhere("diff", root, *ON))
    assert ran.status == 0
    assert "From issue 1 of 2026-11-02 to today, 2026-11-22." in ran.out
    assert "  [-Writing-] {+Reading+} and summarising texts." in ran.out
    assert "mdf:intended_uses, shown to AI Office, authorities, downstream providers" in ran.out


def test_changes_between_two_issues_stay_what_they_are(root: Path):
    write(root / "models/example/mdf.yaml", ANSWERS.replace("Writing", "Reading"))
    issue(root, 2, date(2026, 11, 10))
    write(root / "models/example/mdf.yaml", ANSWERS.replace("Writing", "Singing"))
    document = adhere("diff", root, "1", "2", *ON, "--format", "json").json()
    assert (document["from"]["issue"], document["to"]["issue"]) == (1, 2)
    (change,) = document["changes"]
    assert (change["row"], change["kind"]) == ("intended_uses", "changed")
    assert change["after"] == "Reading and summarising texts."
    assert "Singing" in adhere("diff", root, *ON).out
    assert adhere("diff", root, "2", "2", *ON).out.splitlines()[-1] == "Nothing changed."


@pytest.mark.parametrize("output", ["text", "json", "html"])
def test_an_issue_of_later_than_the_date_asked_is_not_compared_with_that_date(root: Path, output: str):
    ran = neat(adhere("diff", root, "--on", "2026-11-01", "--format", output))
    assert (ran.status, ran.out) == (2, "")
    assert "Issue 1 is dated 2026-11-02, after the date asked, 2026-11-01." in ran.err


def test_a_redline_as_html_marks_what_went_and_came(root: Path):
    write(root / "models/example/mdf.yaml", ANSWERS.replace("Writing", "Reading"))
    page = adhere("diff", root, *ON, "--format", "html", "--lang", "nl").out
    assert page.startswith("<!DOCTYPE html>")
    assert re.search(r"<del[^>]*>.*Writing.*</del>", page)
    assert re.search(r"<ins[^>]*>.*Reading.*</ins>", page)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("7",), "no issue 7 of mdf for example; there are: 1"),
        (("1", "9"), "no issue 9"),
        (("--form", "annex-xii"), "never issued for example"),
        (("0",), "0 is not in the range"),
    ],
)
def test_an_issue_that_is_not_there_exits_2(root: Path, arguments: tuple[str, ...], told: str):
    ran = adhere("diff", root, *arguments)
    assert ran.status == 2
    assert told in " ".join(ran.err.split())


def test_an_issue_that_cannot_be_read_is_told(root: Path):
    write(root / "issued/example/mdf/0001/record.json", "{")
    ran = adhere("diff", root)
    assert ran.status == 2
    assert "no valid JSON" in " ".join(ran.err.split())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_history_tells_who_and_until_when_it_is_kept(root: Path, language: str):
    ran = neat(adhere("history", root, *ON, "--lang", language))
    assert ran.status == 0
    assert ("kept until 4 May 2036" if language == "en" else "tot en met 4 mei 2036") in ran.out
    assert (
        "stated by A. Person, 2026-10-01" if language == "en" else "door A. Person, 2026-10-01"
    ) in ran.out
    assert "git" in ran.out


def test_history_of_one_field_leaves_the_others_out(root: Path):
    ran = neat(adhere("history", root, "--field", "mdf:intended_uses"))
    assert "mdf:intended_uses" in ran.out
    assert "mdf:total_model_size" not in ran.out
    (form,) = adhere("history", root, "--field", "intended_uses", "--format", "json").json()["forms"]
    assert [field["field"] for field in form["fields"]] == ["mdf:intended_uses"]
    assert (form["issues"][0]["keep_until"], form["git"]) == ("2036-05-04", "no-repository")


def test_a_field_without_history_exits_2_and_names_those_that_have_one(root: Path):
    ran = adhere("history", root, "--field", "mdf:nonsense")
    assert ran.status == 2
    assert "mdf:intended_uses" in ran.err


def test_a_gap_in_the_issues_is_an_error_of_history_and_drift(root: Path):
    issue(root, 3)
    assert [adhere(command, root, *ON).status for command in ("history", "drift")] == [1, 1]


def test_a_request_comes_in_is_answered_and_listed(root: Path):
    ran = adhere("request", "add", root, *NEW, "--received", "2026-11-10", "--field", "intended_uses")
    assert ran.status == 0
    assert "due on 2026-11-24" in " ".join(ran.out.split())
    listed = neat(adhere("request", "list", root, *ON))
    assert (listed.status, "due soon" in listed.out) == (0, True)
    assert neat(adhere("request", "list", root, "--on", "2026-11-25")).status == 1
    name = "2026-11-10-systeembouw-b-v-example"
    ran = adhere("request", "sent", root, name, "--on", "2026-11-20", "--by", "A. Person")
    assert ran.status == 0
    assert "issue 1, pack" in " ".join(ran.out.split())
    (request,) = adhere("request", "list", root, *ON, "--format", "json").json()["requests"]
    assert (request["state"], request["due"], request["sent"][0]["issue"]) == ("answered", "2026-11-24", 1)
    assert neat(adhere("request", "list", root, *ON, "--lang", "nl")).status == 0


def test_a_dossier_without_requests_says_so(root: Path):
    assert "There are no requests." in neat(adhere("request", "list", root)).out


def test_the_due_dates_of_what_waits_become_a_calendar(root: Path):
    adhere("request", "add", root, *NEW, "--received", "2026-11-10")
    ran = adhere("request", "calendar", root, *ON)
    assert "DTSTART;VALUE=DATE:20261124" in ran.out
    out = root / "due.ics"
    assert adhere("request", "calendar", root, *ON, "--out", out).status == 0
    assert out.read_bytes().decode() == ran.out
    assert adhere("request", "calendar", root, *ON, "--out", root / "no/where.ics").status == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"--kind": "neighbour"}, "neighbour"),
        ({"--basis": "Article 53"}, "ADH-DOS-064"),
        ({"--received": "yesterday"}, "yesterday"),
        ({"--model": "other"}, "no model other"),
    ],
)
def test_a_wrong_request_is_not_written(root: Path, changed: dict[str, str], told: str):
    options = dict(zip(NEW[::2], NEW[1::2], strict=True)) | changed
    ran = adhere("request", "add", root, *(part for pair in options.items() for part in pair))
    assert ran.status == 2
    assert told in ran.err
    assert not list((root / "models/example").rglob("requests/*"))


def test_the_same_request_twice_is_told(root: Path):
    for status in (0, 2):
        ran = adhere("request", "add", root, *NEW, "--received", "2026-11-10")
        assert ran.status == status
    assert "exists already" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nobody",), "no request nobody; there are: a"),
        (("a", "--issue", "7"), "Issue 7 of mdf for example has no pack"),
    ],
)
def test_what_cannot_have_been_sent_is_not_recorded(root: Path, arguments: tuple[str, ...], told: str):
    text = "format: adhere/request/1\nfrom: {organisation: A (example), kind: downstream}\nlegal_basis: aia:art-53.1.b\npurpose: Use\nreceived: 2026-11-10\n"
    path = write(root / "models/example/requests/a.yaml", text)
    ran = adhere("request", "sent", root, *arguments)
    assert ran.status == 2
    assert told in " ".join(ran.err.split())
    assert path.read_text("utf-8") == text


def test_a_list_in_one_line_is_left_alone_and_the_entry_is_shown(root: Path):
    text = "format: adhere/request/1\nfrom: {organisation: A (example), kind: downstream}\nlegal_basis: aia:art-53.1.b\npurpose: Use\nreceived: 2026-11-10\n"
    path = write(
        root / "models/example/requests/a.yaml", text + f'sent: [{{on: 2026-11-11, pack: "{"ab" * 32}"}}]\n'
    )
    ran = adhere("request", "sent", root, "a", "--on", "2026-11-12")
    assert ran.status == 2
    assert "  - on: 2026-11-12\n    pack: " in ran.err
    assert path.read_text("utf-8").startswith(text + "sent: [")


@pytest.mark.parametrize("command", [(), ("list",), ("add",), ("sent",), ("calendar",)])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_command_on_requests_has_help(command: tuple[str, ...], language: str):
    ran = adhere("request", *command, "--help", "--lang", language)
    assert ran.status == 0
    assert len(ran.out.splitlines()) > 5


@pytest.mark.parametrize(
    "last", ["due: 9999-12-31", "extended: {until: 9999-12-31, why: x}", "received: 9999-12-31"]
)
def test_a_day_at_the_end_of_what_a_date_can_hold_is_told_and_no_crash(root: Path, last: str):
    kind = "office" if last.startswith("due") else "downstream"
    received = "" if last.startswith("received") else "received: 2026-11-10\n"
    text = f"format: adhere/request/1\nfrom: {{organisation: A (example), kind: {kind}}}\nlegal_basis: aia:art-53.1.b\npurpose: Use\n"
    write(root / "models/example/requests/a.yaml", text + received + last + "\n")
    impossible = last.startswith("received")
    assert adhere("request", "calendar", root, *ON).status == 0
    assert adhere("request", "calendar", root, "--on", "9999-12-31").status == 0
    listed = adhere("request", "list", root, *ON)
    assert ("ADH-DOC-074" in listed.out) is impossible
    assert ("the last day that can be counted with" in " ".join(listed.out.split())) is impossible
    assert "ADH-DOC-075" not in listed.out
    assert ("ADH-DOC-074" in adhere("check", root, *ON).out) is impossible
