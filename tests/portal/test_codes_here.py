# SPDX-License-Identifier: EUPL-1.2
"""A code that was drawn up here lives on here: every version in the library, the register and the API. Article 56(1)."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.portal.coded import CODE, next_version, version
from tests.portal.desked import text
from tests.portal.drafted import begun, opened
from tests.portal.drafted import published as put_out

from adhere.codes.catalogue import known_codes
from adhere.portal import codes
from adhere.portal.listing import SIZE
from adhere.portal.operations.checking import check
from adhere.portal.register.models import CodeVersion
from adhere.portal.register.packaged import keep_packaged

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "en")
NEXT = re.compile(r'rel="next" href="[^"]*after=([^"&]+)"')


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def test_codes_are_named_together_however_many_they_are(office: Any) -> None:
    version(office)
    with CaptureQueriesContext(connection) as none_asked:
        assert set(codes.named(["gpai-2025", "gpai-2025"])) == {"gpai-2025"}
    with CaptureQueriesContext(connection) as asked:
        found = codes.named([CODE, "gpai-2025", "no-code", "no-other"])
    assert (len(none_asked), len(asked)) == (0, 1)
    assert set(found) == {CODE, "gpai-2025"}
    assert codes.title_of(found.get("no-code"), "no-code") == "no-code"
    assert codes.chapter_of(found[CODE], "D").startswith("D ")
    assert codes.chapter_of(found[CODE], "X") == "X"


class TestLibrary:
    """Every version that was published is read, measured and compared."""

    PAGES = ("", "D/", "D-1/", "D-1.1/", "coverage/")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_its_pages_stand_in_both_languages(self, office: Any, visitor: Any, language: str) -> None:
        version(office)
        for part in self.PAGES:
            for name in (CODE, f"{CODE}@1.0"):
                answer = visitor.get(f"/{language}/codes/{name}/{part}")
                assert answer.status_code == 200, part
                assert text(answer).count("<h1") == 1
        told = text(visitor.get(f"/{language}/codes/{CODE}/"))
        assert {"nl": "NL Write it down", "en": "Write it down"}[language] in told
        assert f"/{language}/drafting/{CODE}/versions/1.0/" in told

    def test_an_earlier_version_keeps_its_address_and_says_that_there_is_a_newer_one(
        self, office: Any, visitor: Any
    ) -> None:
        version(office)
        next_version(office)
        first, second = (text(visitor.get(f"/en/codes/{name}/")) for name in (f"{CODE}@1.0", CODE))
        assert "This is an earlier version of the code." in first
        assert "This is an earlier version of the code." not in second
        assert "Write it all down" in second
        assert "Write it all down" not in first
        assert f'href="/en/codes/{CODE}@1.0/D-1.1/"' in first
        assert "Keep it for 10 years." in text(visitor.get(f"/en/codes/{CODE}@1.0/D-1.1/"))
        assert "Keep it for 12 years." in text(visitor.get(f"/en/codes/{CODE}/D-1.1/"))

    def test_two_versions_are_compared_word_by_word(self, office: Any, visitor: Any) -> None:
        version(office)
        next_version(office)
        told = text(visitor.get(f"/en/codes/compare/?from={CODE}@1.0&to={CODE}"))
        assert f'<option value="{CODE}@1.0" selected>' in told
        assert f'<option value="{CODE}" selected>' in told
        assert "<ins" in told
        assert "12" in told
        same = text(visitor.get(f"/en/codes/compare/?from={CODE}@2.0&to={CODE}"))
        assert "one and the same" in same

    def test_the_coverage_is_that_of_the_version(self, office: Any, visitor: Any) -> None:
        version(office)
        first = text(visitor.get(f"/en/codes/{CODE}/coverage/"))
        next_version(office)
        second = text(visitor.get(f"/en/codes/{CODE}/coverage/"))
        assert "D-1.3" not in first
        assert "D-1.3" in second
        assert text(visitor.get(f"/en/codes/{CODE}@1.0/coverage/")).count("D-1.3") == 0

    def test_a_day_of_the_past_shows_the_version_of_that_day(self, office: Any, visitor: Any) -> None:
        version(office)
        past = timezone.now() - timedelta(days=10)
        CodeVersion.objects.filter(code=CODE).update(since=past)
        next_version(office)
        on = timezone.localdate(past).isoformat()
        assert "Write it all down" not in text(visitor.get(f"/en/codes/{CODE}/?on={on}"))
        assert "Write it all down" in text(visitor.get(f"/en/codes/{CODE}/"))
        rows = visitor.get(f"/api/v1/codes?on={on}").json()["rows"]
        assert [one["version"] for one in rows if one["id"] == CODE] == ["1.0"]

    def test_a_page_that_a_browser_has_is_another_once_a_version_is_published(
        self, office: Any, visitor: Any
    ) -> None:
        version(office)
        for where in ("/en/codes/", f"/en/codes/{CODE}/", "/en/codes/compare/", "/api/v1/codes", f"/api/v1/codes/{CODE}"):  # fmt: skip
            tag = visitor.get(where).headers["ETag"]
            assert visitor.get(where, headers={"if-none-match": tag}).status_code == 304
            CodeVersion.objects.filter(code="other").delete()
        tags = {where: visitor.get(where).headers["ETag"] for where in ("/en/codes/", f"/en/codes/{CODE}/", "/api/v1/codes")}  # fmt: skip
        assert "Last-Modified" not in visitor.get("/en/codes/").headers
        next_version(office)
        for where, tag in tags.items():
            assert visitor.get(where, headers={"if-none-match": tag}).status_code == 200

    @pytest.mark.parametrize(
        "name",
        [f"{CODE}@9.9", f"{CODE}@", "@1.0", f"{CODE}@1.0@1.0", "gpai-2025@1.0", f"{CODE}@..", f"{CODE}@%00", f"{CODE}\u202e", "exmple-code"],
    )  # fmt: skip
    def test_a_version_that_is_not_there_is_told_with_what_comes_near(
        self, office: Any, visitor: Any, name: str
    ) -> None:
        version(office)
        for part in ("", "D-1.1/", "coverage/"):
            answer = visitor.get(f"/en/codes/{name}/{part}")
            assert answer.status_code == 404
            assert f"/en/codes/{CODE}/" in text(answer) or "gpai" in text(answer)
        assert visitor.get(f"/api/v1/codes/{name}").status_code == 404

    def test_a_draft_that_is_no_version_yet_is_in_no_list(self, office: Any, visitor: Any) -> None:
        put_out(begun(opened(office), office)[0], office)
        assert "Example code" not in text(visitor.get("/en/codes/"))
        assert visitor.get(f"/en/codes/{CODE}/").status_code == 404
        assert "Example code" not in text(visitor.get("/en/registers/codes/"))

    def test_files_that_are_lost_take_no_other_page_with_them(
        self, office: Any, visitor: Any, media: Path
    ) -> None:
        digest = version(office).sha256
        (media / digest[:2] / digest).unlink()
        codes._read.cache_clear()
        for part in ("", "coverage/", "D-1.1/"):
            answer = visitor.get(f"/nl/codes/{CODE}/{part}")
            assert answer.status_code == 503
            assert "staan niet waar ze werden bewaard" in text(answer)
        assert visitor.get("/nl/codes/").status_code == 200
        assert visitor.get("/nl/codes/compare/").status_code == 200
        assert visitor.get("/nl/registers/codes/").status_code == 200
        assert visitor.get("/nl/codes/exmple-code/").status_code == 404
        files = next(one for one in check() if one.name == "files")
        assert any(digest in fault for fault in files.faults)

    def test_pages_cost_the_same_however_many_codes_were_published(self, office: Any, visitor: Any) -> None:
        counts = []
        version(office)
        for last in (1, 8):
            for number in range(CodeVersion.objects.exclude(sha256="").count(), last):
                version(office, slug=f"code-{number}")
            found = []
            for where in ("/en/codes/", "/en/codes/compare/", f"/en/codes/{CODE}/", "/en/registers/codes/", "/api/v1/codes"):  # fmt: skip
                with CaptureQueriesContext(connection) as queries:
                    assert visitor.get(where).status_code == 200
                found.append(len(queries))
            counts.append(found)
        assert counts[0] == counts[1]
        assert max(counts[0]) <= 4


class TestPages:
    """Lists of codes come page by page, each code in the version of the day, each once."""

    @pytest.fixture
    def many(self, office: Any) -> list[str]:
        """More codes than a page holds."""
        slugs = [f"code-{number:02}" for number in range(SIZE + 3)]
        for slug in slugs:
            version(office, slug=slug)
        return slugs

    def test_every_code_is_listed_once(self, many: list[str], visitor: Any) -> None:
        first = text(visitor.get("/nl/codes/?on=2026-09-01"))
        after = NEXT.search(first)
        assert after
        second = text(visitor.get(f"/nl/codes/?on=2026-09-01&after={after[1]}"))
        assert not NEXT.search(second)
        shown = [re.findall(r'<th scope="row"><a href="/nl/codes/([^/"]+)/', one) for one in (first, second)]
        assert shown[0] == [*known_codes(), *many[:SIZE]]
        assert shown[1] == many[SIZE:]
        assert text(visitor.get("/nl/codes/?after=x")).count("code-00") == text(visitor.get("/nl/codes/")).count("code-00") > 0  # fmt: skip

    def test_what_was_chosen_for_comparing_stays_so_on_the_next_page(
        self, many: list[str], visitor: Any
    ) -> None:
        where = f"/en/codes/compare/?from=gpai-2025&to={many[0]}"
        first = text(visitor.get(where))
        assert "Differences" in first
        after = NEXT.search(first)
        assert after
        second = text(visitor.get(f"{where}&after={after[1]}"))
        assert '<option value="gpai-2025" selected>' in second
        assert f'<option value="{many[0]}" selected>' in second
        assert f'<option value="{many[-1]}">' in second
        assert f'<input type="hidden" name="after" value="{after[1]}">' in second
        assert f'value="{many[-1]}"' not in first
        other = text(visitor.get(f"/en/codes/compare/?from={many[-1]}&to=nowhere&after={after[1]}"))
        assert "not in the library" in other


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_what_a_code_says_that_was_published_here(
    office: Any, visitor: Any, language: str
) -> None:
    where = f"/{language}/law/search/?in=codes&q="
    question = {"en": "write down how the model was made", "nl": "NL Write down how the model was made"}
    own = f'href="/{language}/codes/{CODE}/D-1.1/'
    assert own not in text(visitor.get(where + question[language]))
    version(office)
    assert own in text(visitor.get(where + question[language]))
    past = timezone.now() - timedelta(days=10)
    CodeVersion.objects.filter(code=CODE).update(since=past)
    next_version(office)
    day = timezone.localdate(past)
    new = f'href="/{language}/codes/{CODE}/D-1.3/'
    assert new in text(visitor.get(f"{where}weigh+risks"))
    assert new not in text(visitor.get(f"{where}weigh+risks&on={day}"))
    assert f"{own}?on={day}" in text(visitor.get(f"{where}{question[language]}&on={day}"))
    rows = visitor.get("/api/v1/search?area=codes&q=weigh+risks", headers={"accept-language": language}).json()["rows"]  # fmt: skip
    assert any(f"/{language}/codes/{CODE}/D-1.3/" in one["page"] for one in rows)


def test_the_page_of_a_search_is_another_once_a_version_is_published(office: Any, visitor: Any) -> None:
    version(office)
    where = "/en/law/search/?q=weigh+risks"
    tag = visitor.get(where).headers["ETag"]
    assert visitor.get(where, headers={"if-none-match": tag}).status_code == 304
    next_version(office)
    assert visitor.get(where, headers={"if-none-match": tag}).status_code == 200


class TestRegister:
    """The register of codes: the version that counts, its history, any day, every form."""

    def test_packaged_codes_stand_in_it_from_the_day_they_count(self, visitor: Any) -> None:
        rows = json.loads(visitor.get("/en/registers/codes/?format=json").getvalue())
        assert {one["code"] for one in rows} == set(known_codes())
        on = "/en/registers/codes/?format=json&on="
        days = {day: json.loads(visitor.get(f"{on}{day}").getvalue()) for day in ("2025-07-09", "2025-07-10")}
        assert "gpai-2025" not in {one["code"] for one in days["2025-07-09"]}
        assert "gpai-2025" in {one["code"] for one in days["2025-07-10"]}

    def test_a_release_with_another_version_of_a_packaged_code_ends_the_one_before(
        self, visitor: Any
    ) -> None:
        CodeVersion.objects.filter(code="gpai-2025").update(version="2025-01-01")
        keep_packaged()
        keep_packaged(apps)
        versions = list(CodeVersion.objects.filter(code="gpai-2025").order_by("id"))
        assert [(one.version, one.until is None) for one in versions] == [("2025-01-01", False), ("2025-07-10", True)]  # fmt: skip
        assert visitor.get("/en/registers/codes/gpai-2025/").status_code == 200

    def test_the_next_version_ends_the_last_and_every_day_shows_what_counted(
        self, office: Any, visitor: Any
    ) -> None:
        version(office)
        past = timezone.now() - timedelta(days=10)
        CodeVersion.objects.filter(code=CODE).update(since=past)
        made = next_version(office)
        first, second = CodeVersion.objects.filter(code=CODE).order_by("id")
        assert (first.until, first.ended_by) == (second.since, made.event)
        assert (second.version, second.sha256, second.event, second.until) == ("2.0", made.sha256, made.event, None)  # fmt: skip
        on = timezone.localdate(past).isoformat()
        for query, number in (("", "2.0"), (f"&on={on}", "1.0"), ("&on=2020-01-01", None)):
            rows = json.loads(visitor.get(f"/en/registers/codes/?format=json{query}").getvalue())
            told = [one["version"] for one in rows if one["code"] == CODE]
            assert told == ([number] if number else [])
        entry = text(visitor.get(f"/nl/registers/codes/{CODE}/"))
        assert made.sha256 in entry
        assert f"/nl/log/{made.event}/" in entry or f"/nl/log/events/{made.event}/" in entry
        assert visitor.get(f"/nl/registers/codes/{CODE}/?on=2020-01-01").status_code == 404
        told = visitor.get(f"/api/v1/code-versions/{CODE}").json()["versions"]
        assert [(one["version"], one["until"] is None) for one in told] == [("2.0", True), ("1.0", False)]

    def test_it_can_be_had_as_a_file_a_feed_and_part_of_the_dump(self, office: Any, visitor: Any) -> None:
        version(office)
        assert (
            "example-code,1.0,Example code,Voorbeeldcode,models"
            in visitor.get("/en/registers/codes/?format=csv").getvalue().decode()
        )
        book = zipfile.ZipFile(io.BytesIO(visitor.get("/en/registers/codes/?format=xlsx").content))
        assert b"example-code" in b"".join(book.read(name) for name in book.namelist())
        assert b"example-code" in visitor.get("/en/registers/feed/codes.atom").content
        dump = json.loads(visitor.get("/en/registers/dump.json").getvalue())
        assert [one["version"] for one in dump["codes"] if one["code"] == CODE] == ["1.0"]
        assert CODE in [one["code"] for one in visitor.get("/api/v1/code-versions?family=models").json()["rows"]]  # fmt: skip

    @pytest.mark.parametrize("name", ["none", "%00", "a" * 300])
    def test_an_entry_that_is_not_there(self, visitor: Any, name: str) -> None:
        assert visitor.get(f"/en/registers/codes/{name}/").status_code == 404
