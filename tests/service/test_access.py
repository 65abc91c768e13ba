"""Who may do what: every role against every route, keys, passwords, sessions, and what other sites send."""

from __future__ import annotations

import json
import re
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from docgen.service import pages
from docgen.service.access import attempts, keys, passwords, sessions
from docgen.service.access.access import Access
from docgen.service.access.guard import needed_for
from docgen.service.access.roles import EVERYONE, ROLES, Role
from docgen.service.app import create_app
from docgen.service.desk import Desk
from docgen.service.logs import Lines, as_json
from docgen.service.openapi_access import needed_for as documented_for
from docgen.settings import ROOT, Settings

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PASSWORD = "een lange zin als wachtwoord"  # noqa: S105  # of the users of these tests
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# What is open on purpose, also to strangers: nothing of it is secret. Every other route asks for a role.
OPEN = {
    ("GET", "/healthz"),
    ("GET", "/problems/<problem_id>"),
    ("GET", "/login"),
    ("POST", "/login"),
    ("POST", "/logout"),
    ("GET", "/static/<path:filename>"),
    ("GET", "/preview/static/<path:filename>"),
    ("GET", "/access/static/<path:filename>"),
    ("GET", "/preview/fonts/<name>.ttf"),
}
FOR_MONITORS = {("GET", "/metrics")}
FOR_AUTHORS = {
    ("POST", "/v1/templates/check"),
    ("GET", "/v1/templates/<kind>/<language>.docx"),
    ("PUT", "/v1/templates/<kind>/<language>.docx"),
    ("POST", "/v1/templates/<kind>/<language>/publish"),
    ("GET", "/v1/templates/<kind>/<language>/diff"),
    ("GET", "/templates/<kind>/<language>"),
    ("GET", "/preview/templates/<kind>/<language>/pages"),
}


@dataclass
class Clock:
    """A clock that tests set."""

    now: datetime = NOW


@dataclass
class Guarded:
    """A service that asks who is calling, with a key of each role and a user."""

    app: Flask
    access: Access
    clock: Clock
    keys: dict[str, str]

    def client(self) -> FlaskClient:
        return self.app.test_client()

    def call(self, method: str, path: str, who: str | None, **more: Any) -> TestResponse:
        """Call with the key of a role, or without one."""
        headers = dict(more.pop("headers", {}))
        if who is not None:
            headers["Authorization"] = f"Bearer {self.keys[who]}"
        return self.client().open(path, method=method, headers=headers, **more)


@pytest.fixture
def guarded(tmp_path: Path) -> Guarded:
    clock = Clock()
    settings = Settings(data=tmp_path, auth="keys")
    desk = Desk(settings, today=lambda: clock.now.date(), now=lambda: clock.now)
    access = Access(tmp_path)
    made = {each: access.keys.add(each, f"program of a {each}", clock.now) for each in ROLES}
    return Guarded(create_app(desk), access, clock, made)


@pytest.fixture(scope="module")
def kept() -> str:
    """The argon2 hash of the password, made once."""
    return passwords.hashed(PASSWORD)


@pytest.fixture
def staff(guarded: Guarded, kept: str, monkeypatch: pytest.MonkeyPatch) -> Guarded:
    with monkeypatch.context() as quick:
        quick.setattr(passwords, "hashed", lambda _: kept)
        for each in ROLES:
            guarded.access.users.add(f"a.{each}", each, PASSWORD, guarded.clock.now)
    return guarded


def routes(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Method, rule and endpoint of every route."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule.rule, rule.endpoint


def path_of(rule: str) -> str:
    values = {"kind": "wik-notice", "language": "nl", "problem_id": "not-json", "filename": "preview.css"}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda name: values.get(name[1], "wik-consumer"), rule)


# ---- every route ----


def test_every_route_demands_a_role_except_those_that_are_open_on_purpose(guarded: Guarded) -> None:
    found = {(method, rule) for method, rule, _ in routes(guarded.app)}
    assert found > OPEN | FOR_AUTHORS
    for method, rule, _ in routes(guarded.app):
        answer = guarded.call(method, path_of(rule), None)
        with answer:
            refused = (answer.status_code, answer.mimetype) == (401, "application/problem+json")
            assert refused == ((method, rule) not in OPEN), (method, rule, answer.status_code)
            if refused:
                assert answer.headers["WWW-Authenticate"].startswith("Bearer")
                assert answer.get_json()["type"] == "/problems/not-logged-in"


@pytest.mark.parametrize("who", ROLES)
def test_every_role_against_every_route(guarded: Guarded, who: Role) -> None:
    for method, rule, endpoint in routes(guarded.app):
        with guarded.call(method, path_of(rule), who) as answer:
            refused = (method, rule) in FOR_AUTHORS and who == "viewer"
            refused |= (method, rule) not in OPEN | FOR_MONITORS and who == "monitor"
            what = (method, rule, answer.status_code)
            if (method, rule) in (("POST", "/login"), ("POST", "/logout")):
                continue  # forms of people, below
            assert (answer.status_code == 403) == refused, what
            assert answer.status_code not in (401, 500), what
            assert needed_for(guarded.app, endpoint) != EVERYONE or (method, rule) in OPEN


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_other_methods_open_no_back_door(guarded: Guarded, method: str) -> None:
    for path in ("/", "/v1/kinds", "/v1/templates", "/docs"):
        assert guarded.call(method, path, None).status_code == 401


def test_the_documentation_says_the_same(guarded: Guarded) -> None:
    document = guarded.call("GET", "/openapi.json", "viewer").get_json()
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"
    by_rule = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule), method.lower()): endpoint
        for method, rule, endpoint in routes(guarded.app)
    }
    for path, item in document["paths"].items():
        for method, operation in item.items():
            needed = needed_for(guarded.app, by_rule[path, method])
            assert needed == documented_for(path, operation), path
            assert ("401" in operation["responses"]) == ("403" in operation["responses"]) == (needed != EVERYONE)
            assert (operation["security"] == []) == (needed == EVERYONE)


def test_a_route_without_a_role_is_not_served(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful() -> Any:
        routes = pages.Blueprint("forgetful", __name__)
        routes.add_url_rule("/everything", "all", lambda: "all")
        return routes

    monkeypatch.setattr(pages, "blueprint", forgetful)
    with pytest.raises(LookupError, match=r"forgetful\.all"):
        create_app(desk)


def test_where_no_log_in_is_asked_everything_is_open(client: FlaskClient) -> None:
    assert client.get("/v1/kinds").status_code == 200
    assert client.get("/v1/kinds", headers={"Authorization": "Bearer of nothing"}).status_code == 200
    page = client.get("/").text
    assert "docgen-token" not in page
    assert "/logout" not in page
    assert client.get("/login").headers["Location"] == client.post("/login").headers["Location"] == "/"


# ---- what a request may ask for ----


@pytest.mark.parametrize(
    ("on_finding", "who", "status"),
    [
        ("refuse", "viewer", 422),
        ("warn", "viewer", 403),
        ("warn", "author", 200),
        ("warn", "admin", 200),
        ("WARN", "viewer", 422),
        (["warn"], "viewer", 422),
        ({"warn": "warn"}, "viewer", 422),
    ],
)
def test_a_letter_with_errors_needs_an_author(
    guarded: Guarded, sample: Callable[[str], dict[str, Any]], on_finding: Any, who: str, status: int
) -> None:
    request = sample("wik-consumer") | {"costs": "claimed", "on_finding": on_finding}
    assert guarded.call("POST", "/v1/letters", who, json=request).status_code == status
    if status == 403:
        for path in ("/preview/letter", "/preview/outlook"):
            assert guarded.call("POST", path, who, json=request).status_code == 403
        opened = guarded.call("POST", "/preview/open/pdf", who, data={"request": json.dumps(request)})
        assert (opened.status_code, opened.get_json()["type"]) == (403, "/problems/not-allowed")
        assert guarded.call("POST", "/v1/checks", who, json=request).status_code == 200


def test_the_author_of_a_version_is_who_the_key_says(guarded: Guarded) -> None:
    template = (ROOT / "templates" / "docx" / "nl" / "wik-notice.docx").read_bytes()
    version = guarded.call("GET", "/v1/templates/wik-notice/nl/versions", "viewer").get_json()[0]["version"]
    body = {"version": version, "note": "Again"}
    headers = {"Docgen-Author": "Somebody Else"}
    done = guarded.call("POST", "/v1/templates/wik-notice/nl/publish", "author", json=body, headers=headers)
    assert done.status_code == 200, done.text
    history = guarded.call("GET", "/v1/templates/wik-notice/nl/versions", "viewer").text
    assert "program of a author" in history
    assert "Somebody Else" not in history
    sent = guarded.call(
        "PUT", "/v1/templates/wik-notice/nl.docx", "viewer", data=template, content_type=WORD, headers={"If-Match": "*"}
    )
    assert sent.status_code == 403


# ---- keys ----


def test_a_key_is_kept_as_its_hash_in_a_file_of_the_owner_only(guarded: Guarded, tmp_path: Path) -> None:
    file = tmp_path / "access" / "access.sqlite"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for key in guarded.keys.values():
        assert re.fullmatch(r"docgen_[0-9a-f]{12}_[0-9a-f]{64}_[0-9a-f]{8}", key)
        assert key.split("_")[2].encode() not in file.read_bytes()
    [(digest,)] = sqlite3.connect(file).execute("SELECT digest FROM keys WHERE role = 'admin'")
    assert len(digest) == 64
    assert len(set(guarded.keys.values())) == len(ROLES)


def spoilt(key: str) -> dict[str, str]:
    """Headers that hold no good key, made of one that is."""
    prefix, key_id, secret, checksum = key.split("_")
    other = ("0" if secret[0] != "0" else "1") + secret[1:]
    checked, elsewhere = f"{prefix}_{key_id}_{other}", f"{prefix}_{'0' * 12}_{secret}"
    return {
        "another secret": f"Bearer {checked}_{keys._checksum(checked)}",
        "a slip of the pen": f"Bearer {checked}_{checksum}",
        "another id": f"Bearer {elsewhere}_{keys._checksum(elsewhere)}",
        "cut off": f"Bearer {key[:-1]}",
        "longer": f"Bearer {key}0",
        "in capitals": f"Bearer {key.upper()}",
        "another scheme": f"Basic {key}",
        "no scheme": key,
        "nothing": "Bearer ",
        "empty": "",
        "two": f"Bearer {key}, Bearer {key}",
        "other digits": f"Bearer {key.replace('0', '٠').replace('1', '١')}",
        "its hash": f"Bearer {keys.digest_of(key)}",
    }


@pytest.mark.parametrize("how", spoilt("docgen_000000000000_0_0"))
def test_what_is_no_good_key_opens_nothing(guarded: Guarded, how: str) -> None:
    header = spoilt(guarded.keys["admin"])[how].encode("utf-8").decode("latin-1")
    answer = guarded.client().get("/v1/kinds", headers={"Authorization": header, "Accept": "text/html"})
    assert (answer.status_code, answer.get_json()["type"]) == (401, "/problems/not-logged-in")
    assert guarded.keys["admin"].split("_")[2] not in answer.text


def test_a_revoked_key_opens_nothing_at_once_and_in_every_process(guarded: Guarded, tmp_path: Path) -> None:
    elsewhere = Access(tmp_path).keys
    key_id = guarded.keys["author"].split("_")[1]
    assert guarded.call("GET", "/v1/kinds", "author").status_code == 200
    assert elsewhere.revoke(key_id, NOW)
    assert guarded.call("GET", "/v1/kinds", "author").status_code == 401
    assert guarded.call("GET", "/v1/kinds", "viewer").status_code == 200
    assert elsewhere.revoke(key_id, NOW + timedelta(days=1))
    assert {each.id: each.revoked for each in elsewhere.all()}[key_id] == NOW
    assert not elsewhere.revoke("0" * 12, NOW)


def test_where_nothing_was_ever_kept_everything_is_refused(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "none", auth="keys")
    key = Access(tmp_path / "other").keys.add("admin", None, NOW)
    client = create_app(Desk(settings, now=lambda: NOW)).test_client()
    assert client.get("/v1/kinds", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert client.get("/v1/kinds").status_code == 401


# ---- logging in ----


def form_of(client: FlaskClient, path: str = "/login") -> dict[str, str]:
    """The hidden fields of the log-in page, fetched as a browser does."""
    return hidden(client.get(path).text)


def hidden(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)}


def log_in(client: FlaskClient, name: str, password: str = PASSWORD, **more: str) -> TestResponse:
    return client.post("/login", data={**form_of(client), "name": name, "password": password, **more})


def session_cookie(client: FlaskClient) -> str | None:
    cookie = client.get_cookie("docgen_session")
    return None if cookie is None else cookie.value


def test_staff_log_in_and_out(staff: Guarded) -> None:
    client = staff.client()
    sent_away = client.get("/?lang=en&sample=wik-consumer", headers={"Accept": "text/html"})
    assert sent_away.status_code == 303
    place = sent_away.headers["Location"]
    assert place.startswith("/login?next=")
    fields = form_of(client, place)
    entered = client.post("/login", data={**fields, "name": "A.Author ", "password": PASSWORD})
    assert (entered.status_code, entered.headers["Location"]) == (303, "/?lang=en&sample=wik-consumer")
    header = next(each for each in entered.headers.getlist("Set-Cookie") if each.startswith("docgen_session="))
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Secure" not in header
    page = client.get(entered.headers["Location"], headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "a.author" in page.text
    token = re.search(r'name="docgen-token" content="(\w+)"', page.text)
    assert token
    assert client.get("/login").headers["Location"] == "/"

    cookie = session_cookie(client)
    assert client.post("/logout", data={"token": token[1]}).status_code == 303
    assert session_cookie(client) is None
    assert client.get("/v1/kinds").status_code == 401
    client.set_cookie("docgen_session", cookie or "")
    assert client.get("/v1/kinds").status_code == 401  # it was ended here, not only forgotten there


def test_the_cookie_of_a_secure_page_is_for_secure_pages_only(staff: Guarded) -> None:
    client = staff.client()
    page = client.get("/login", base_url="https://localhost")
    fields = hidden(page.text)
    answer = client.post(
        "/login", base_url="https://localhost", data={**fields, "name": "a.viewer", "password": PASSWORD}
    )
    assert answer.status_code == 303
    assert all("; Secure" in each for each in page.headers.getlist("Set-Cookie"))
    assert "; Secure" in next(each for each in answer.headers.getlist("Set-Cookie") if "docgen_session" in each)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://example.org/",
        "//example.org",
        "//[",
        "/\\example.org",
        "javascript:alert(1)",
        "\t//example.org",
        "/a\r\nb",
        "",
    ],
)
def test_logging_in_leads_nowhere_else(staff: Guarded, wanted: str) -> None:
    client = staff.client()
    assert log_in(client, "a.viewer", next=wanted).headers["Location"] == "/"
    assert client.get("/login", query_string={"next": wanted}).headers["Location"] == "/"


def test_unknown_names_and_wrong_passwords_get_the_same_answer(staff: Guarded) -> None:
    def said(name: str, password: str) -> tuple[int, str]:
        answer = log_in(staff.client(), name, password)
        return answer.status_code, re.sub(r'value="[^"]*"', "", answer.text)

    wrong = said("a.viewer", "not the password")
    assert wrong[0] == 401
    assert wrong == said("nobody.at.all", "not the password") == said("", "") == said("x" * 5000, "y" * 5000)
    assert log_in(staff.client(), "a.viewer", "x" * 20_000).status_code == 413


def test_an_unknown_name_costs_the_same_work(staff: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []

    class Counting:
        def verify(self, kept: str, _password: str) -> bool:
            verified.append(kept)
            raise passwords.VerificationError

    passwords._nobodys()
    monkeypatch.setattr(passwords, "_HASHER", Counting())
    for name in ("a.viewer", "nobody"):
        assert not staff.access.users.has_password(name, PASSWORD)
    known, unknown = ([*kept.split("$")[:4]] for kept in verified)
    assert known == unknown  # the same function with the same parameters


def test_who_keeps_guessing_has_to_wait(staff: Guarded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "fits", lambda password, _: password == PASSWORD)
    client = staff.client()
    answers = [log_in(client, "a.viewer", "wrong").status_code for _ in range(attempts.AT_ONE_NAME_FROM_ONE_ADDRESS)]
    assert set(answers) == {401}
    late = log_in(client, "a.viewer")
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 0
    assert session_cookie(client) is None
    assert log_in(client, "a.author").status_code == 303  # another name is not kept out
    staff.clock.now += attempts.WINDOW
    assert log_in(staff.client(), "a.viewer").status_code == 303


def test_guesses_are_counted_by_name_and_by_address_for_all_processes(tmp_path: Path) -> None:
    one, other = Access(tmp_path).attempts, Access(tmp_path).attempts
    for number in range(attempts.FROM_ONE_ADDRESS):
        assert (one, other)[number % 2].begin(f"name{number}", "192.0.2.1", NOW)
    assert not other.begin("another", "192.0.2.1", NOW)
    assert other.begin("another", "192.0.2.2", NOW)
    for number in range(attempts.AT_ONE_NAME):
        assert (one, other)[number % 2].begin("wanted", f"198.51.100.{number}", NOW)
    assert not one.begin("wanted", "203.0.113.1", NOW)
    one.succeeded("wanted", "198.51.100.1")
    assert other.begin("wanted", "203.0.113.1", NOW)
    stored = (tmp_path / "access" / "access.sqlite").read_bytes()
    assert b"192.0.2." not in stored
    assert b"name1" not in stored


def test_the_log_names_nobody(staff: Guarded, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        log_in(staff.client(), "a.viewer")
        log_in(staff.client(), "m.de.vries", "wrong")
        staff.call("GET", "/v1/kinds", "author")
    told = " ".join(Lines(as_json).format(record) for record in caplog.records)
    assert '"rule": "/login", "status": 303' in told
    for secret in ("a.viewer", "vries", PASSWORD, "wrong", "program of", *staff.keys.values()):
        assert secret not in told


# ---- sessions ----


def test_a_session_ends_after_half_an_hour_of_nothing_and_after_eight_hours(staff: Guarded) -> None:
    client = staff.client()
    log_in(client, "a.viewer")
    staff.clock.now += sessions.IDLE - timedelta(seconds=1)
    assert client.get("/v1/kinds").status_code == 200
    staff.clock.now += sessions.IDLE
    assert client.get("/v1/kinds").status_code == 401

    log_in(client, "a.viewer")
    opened = staff.clock.now
    while staff.clock.now - opened < sessions.LONGEST - sessions.IDLE:
        staff.clock.now += sessions.IDLE - timedelta(minutes=1)
        assert client.get("/v1/kinds").status_code == 200
    staff.clock.now = opened + sessions.LONGEST
    assert client.get("/v1/kinds").status_code == 401


def test_a_session_is_new_at_every_log_in(staff: Guarded) -> None:
    """Whoever plants a cookie in another's browser does not get in with it after the log-in."""
    client, attacker = staff.client(), staff.client()
    log_in(attacker, "a.viewer")
    planted = session_cookie(attacker) or ""
    client.set_cookie("docgen_session", planted)
    fields = hidden(attacker.get("/login").text)
    assert fields == {}  # who is logged in needs no form
    client.delete_cookie("docgen_session")
    fields = form_of(client)
    client.set_cookie("docgen_session", planted)
    client.post("/login", data={**fields, "name": "a.author", "password": PASSWORD})
    assert session_cookie(client) not in (None, planted)
    assert attacker.get("/v1/kinds").status_code == 401


def test_cookies_and_keys_do_not_stand_in_for_each_other(staff: Guarded) -> None:
    client = staff.client()
    log_in(client, "a.admin")
    cookie = session_cookie(client) or ""
    for value in (cookie, cookie.partition(".")[0]):
        answer = staff.client().get("/v1/kinds", headers={"Authorization": f"Bearer {value}"})
        assert answer.status_code == 401
    other = staff.client()
    for value in (staff.keys["admin"], cookie.partition(".")[0], cookie[:-1], "", "é"):
        other.set_cookie("docgen_session", value)
        assert other.get("/v1/kinds").status_code == 401
    assert client.get("/v1/kinds", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert log_in(staff.client(), "a.admin", staff.keys["admin"][:200]).status_code == 401


def test_a_user_who_is_removed_is_out_at_once(staff: Guarded, tmp_path: Path) -> None:
    client = staff.client()
    log_in(client, "a.author")
    assert client.get("/v1/kinds").status_code == 200
    assert Access(tmp_path).users.remove("a.author")
    assert client.get("/v1/kinds").status_code == 401
    assert not Access(tmp_path).users.remove("a.author")


def test_processes_share_sessions(staff: Guarded, tmp_path: Path) -> None:
    client = staff.client()
    log_in(client, "a.viewer")
    other = create_app(Desk(Settings(data=tmp_path, auth="keys"), now=lambda: NOW)).test_client()
    other.set_cookie("docgen_session", session_cookie(client) or "")
    assert other.get("/v1/kinds").status_code == 200


# ---- what other pages send ----


def test_a_change_that_rides_on_a_session_needs_the_token(
    staff: Guarded, sample: Callable[[str], dict[str, Any]]
) -> None:
    client = staff.client()
    log_in(client, "a.author")
    other = staff.client()
    log_in(other, "a.author")
    find = r'name="docgen-token" content="(\w+)"'
    token, foreign = (re.findall(find, each.get("/").text)[0] for each in (client, other))
    assert token != foreign
    request = sample("wik-consumer")
    for given, status in ((token, 200), (foreign, 403), ("", 403), ("é", 403), (None, 403)):
        headers = {} if given is None else {"Docgen-Token": given}
        for path in ("/preview/letter", "/v1/letters", "/v1/checks"):
            assert client.post(path, json=request, headers=headers).status_code == status, (path, given)
        form = {"request": json.dumps(request)} | ({} if given is None else {"token": given})
        assert client.post("/preview/open/pdf", data=form).status_code == status
    publish = client.post("/v1/templates/wik-notice/nl/publish", json={"version": "0" * 12})
    assert publish.status_code == 403
    assert client.post("/logout").status_code == 403
    assert client.get("/v1/kinds").status_code == 200


def test_the_log_in_form_belongs_to_the_browser_that_fetched_it(staff: Guarded) -> None:
    fields = form_of(staff.client())
    stranger = staff.client()
    data = {**fields, "name": "a.viewer", "password": PASSWORD}
    assert stranger.post("/login", data=data).status_code == 403
    form_of(stranger)
    assert stranger.post("/login", data=data).status_code == 403
    assert session_cookie(stranger) is None


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "http://localhost:81"}, False),
        ({"Origin": "http://example.org"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "http://["}, False),
        ({"Origin": "http://localhost@example.org"}, False),
    ],
)
def test_changes_from_pages_of_other_sites_are_refused(
    client: FlaskClient, sample: Callable[[str], dict[str, Any]], headers: dict[str, str], allowed: bool
) -> None:
    """Also where no log-in is asked, and on every route that changes or makes something."""
    request = sample("wik-consumer")
    for path in ("/v1/letters", "/v1/checks", "/preview/letter"):
        assert client.post(path, json=request, headers=headers).status_code == (200 if allowed else 403), path
    sent = client.put("/v1/templates/wik-notice/nl.docx", data=b"x", content_type=WORD, headers=headers)
    assert (sent.status_code != 403) == allowed


# ---- passwords and users ----


def test_passwords_are_kept_as_argon2id(kept: str) -> None:
    assert kept.startswith("$argon2id$")
    assert passwords.fits(PASSWORD, kept)
    assert not passwords.fits(PASSWORD + " ", kept)
    assert not passwords.fits(PASSWORD, None)
    assert passwords.fits("cafe\u0301 om de hoek", passwords.hashed("caf\u00e9 om de hoek"))


def test_the_app_remembers_nothing_between_two_requests(guarded: Guarded) -> None:
    """A key made while the service runs works at once."""
    key = guarded.access.keys.add("viewer", None, NOW)
    assert guarded.client().get("/v1/kinds", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    holder = guarded.access.keys.holder(key)
    assert holder == replace(holder, name=f"key {key.split('_')[1]}") if holder else False
