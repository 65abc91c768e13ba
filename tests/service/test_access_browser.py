"""Staff at the door of a real server, in a real Chromium; and what a page of somebody else can do to them: nothing."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from docgen.settings import ROOT
from tests.service.browser import PATIENCE

PASSWORD = "een lange zin als wachtwoord"  # noqa: S105  # of the users of these tests
Docgen = Callable[..., subprocess.CompletedProcess[bytes]]
Serving = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, docgen: Docgen) -> Path:
    """State with two users."""
    folder = tmp_path_factory.mktemp("access")
    for name in ("viewer", "author"):
        done = docgen(
            "users", "add", f"a.{name}", "--role", name, given=f"{PASSWORD}\n".encode(), DOCGEN_DATA=str(folder)
        )
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def guarded(data: Path, serving: Serving) -> Iterator[str]:
    """The URL of a server that asks who is calling."""
    with serving(DOCGEN_AUTH="keys", DOCGEN_DATA=str(data)) as url:
        yield url


@pytest.fixture
def context(chromium: Browser, guarded: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=guarded, locale="nl-NL", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when the browser blocks something or a script breaks."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and not message.text.startswith("Failed to load resource")
            else None
        ),
    )
    yield page
    assert not complaints


def log_in(page: Page, name: str, path: str = "/") -> None:
    page.goto(path)
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")


def test_logs_in_sees_a_letter_and_logs_out_by_keyboard_alone(page: Page, guarded: str) -> None:
    page.goto("/?sample=sommatie-consumer")
    assert urlsplit(page.url).path == "/login"
    assert page.title() == "Inloggen · docgen"
    page.keyboard.type("a.viewer")
    page.keyboard.press("Tab")
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Deze naam en dit wachtwoord horen niet bij elkaar.")
    expect(page.get_by_label("Wachtwoord")).to_be_focused()
    assert page.get_by_label("Gebruikersnaam").input_value() == "a.viewer"
    assert page.get_by_label("Wachtwoord").input_value() == ""
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Sommatie", timeout=PATIENCE)
    assert page.url == f"{guarded}/?sample=sommatie-consumer"
    expect(page.locator("header")).to_contain_text("a.viewer")

    with page.context.expect_page() as opening:
        page.get_by_role("button", name="Open de pdf").click()
    opened = opening.value
    opened.wait_for_load_state()
    assert opened.url == f"{guarded}/preview/open/pdf"
    assert opened.evaluate("document.contentType") == "application/pdf"
    opened.close()
    with page.expect_download() as loading:
        page.get_by_role("button", name="Word", exact=True).click()
    assert loading.value.path().read_bytes().startswith(b"PK")

    page.get_by_role("button", name="Uitloggen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def test_speaks_dutch_and_english(page: Page) -> None:
    page.goto("/docs")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.get_by_label("User name").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_have_text("This name and password do not go together.")
    page.get_by_label("User name").fill("a.author")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="docgen")).to_be_visible()
    assert urlsplit(page.url).path == "/docs"


def test_a_viewer_is_refused_a_letter_with_errors_and_an_author_is_not(page: Page) -> None:
    log_in(page, "a.viewer", "/?sample=wik-consumer")
    expect(page.get_by_role("status")).to_contain_text("Laatste aanmaning", timeout=PATIENCE)
    page.get_by_label("Maak de brief ook").check()
    expect(page.locator("#problem")).to_contain_text("Hiervoor is de rol author nodig; u hebt de rol viewer.")
    assert page.locator("#pages img").count() == 0
    page.get_by_role("button", name="Uitloggen").click()
    log_in(page, "a.author", "/?sample=wik-consumer")
    expect(page.get_by_role("status")).to_contain_text("Laatste aanmaning", timeout=PATIENCE)
    page.get_by_label("Maak de brief ook").check()
    expect(page.locator("#pages img").first).to_be_visible(timeout=PATIENCE)


# ---- a page of somebody else, on another port of the same machine: of the same site, so cookies come along ----

LETTER = (ROOT / "samples" / "wik-consumer.json").read_text(encoding="utf-8")
FORMS = {
    "opens a letter": ("/preview/open/pdf", "application/x-www-form-urlencoded", {"request": LETTER}),
    "opens a letter with a made-up token": (
        "/preview/open/pdf",
        "application/x-www-form-urlencoded",
        {"request": LETTER, "token": "0" * 64},
    ),
    "logs the user out": ("/logout", "application/x-www-form-urlencoded", {}),
    "logs the user in as another": ("/login", "application/x-www-form-urlencoded", {"name": "x", "password": "y"}),
    "hands in a batch": ("/batches", "multipart/form-data", {"form": "pdf"}),
    "deletes a batch": ("/batches/0/delete", "application/x-www-form-urlencoded", {}),
    "sends JSON in a form": ("/v1/letters", "text/plain", {'{"kind": "wik-notice", "x': '": ""}'}),
    "publishes": ("/v1/templates/wik-notice/nl/publish", "text/plain", {'{"version": "': '"}'}),
}
FETCHES = {
    "in plain text": {"mode": "no-cors", "headers": {"Content-Type": "text/plain"}},
    "as JSON": {"mode": "cors", "headers": {"Content-Type": "application/json"}},
    "with a token": {"mode": "cors", "headers": {"Content-Type": "application/json", "Docgen-Token": "0" * 64}},
    "without a word of who sends it": {"mode": "no-cors", "referrerPolicy": "no-referrer"},
}


@pytest.fixture(scope="module")
def attacker() -> Iterator[str]:
    """The URL of a server with one empty page."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Win a prize</title>")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def still_logged_in(page: Page) -> None:
    page.goto("/batches")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()


@pytest.fixture(scope="module")
def victim(chromium: Browser, guarded: str) -> Iterator[Page]:
    """The page of an author who was logged in before somebody else's page came, and still is after each of them."""
    context = chromium.new_context(base_url=guarded, locale="nl-NL")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    log_in(page, "a.author", "/batches")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    yield page
    context.close()


@pytest.mark.parametrize("what", FORMS)
def test_a_form_of_another_page_does_nothing(victim: Page, guarded: str, attacker: str, what: str) -> None:
    page = victim
    path, kind, fields = FORMS[what]
    page.goto(attacker)
    with page.expect_response(f"{guarded}{path}") as answering:
        page.evaluate(
            """([action, enctype, fields]) => {
              const form = Object.assign(document.createElement("form"), { method: "post", action, enctype });
              for (const [name, value] of Object.entries(fields)) {
                form.append(Object.assign(document.createElement("textarea"), { name, value }));
              }
              document.body.append(form);
              form.submit();
            }""",
            [f"{guarded}{path}", kind, fields],
        )
    page.wait_for_url(f"{guarded}{path}")
    sent = answering.value.request.all_headers()
    assert "docgen_session=" in sent["cookie"], "the attack would not be one without the cookie"
    assert answering.value.status == 403
    still_logged_in(page)


@pytest.mark.parametrize("how", FETCHES)
def test_a_script_of_another_page_does_nothing(victim: Page, guarded: str, attacker: str, how: str) -> None:
    page = victim
    page.goto(attacker)
    statuses: list[int] = []

    def answered(answer: Response) -> None:
        if answer.request.method == "POST":
            statuses.append(answer.status)

    page.on("response", answered)
    read = page.evaluate(
        """([url, options, body]) =>
          fetch(url, { method: "POST", credentials: "include", body, ...options })
            .then((answer) => answer.text(), () => "")""",
        [f"{guarded}/v1/letters", FETCHES[how], LETTER],
    )
    page.remove_listener("response", answered)
    assert read == ""
    assert set(statuses) <= {403}
    still_logged_in(page)


def test_another_page_can_neither_read_nor_frame_ours(victim: Page, guarded: str, attacker: str) -> None:
    page = victim
    page.goto(attacker)
    for path in ("/", "/login", "/docs"):
        read = page.evaluate(
            "(url) => fetch(url, { credentials: 'include' }).then((answer) => answer.text(), () => '')",
            f"{guarded}{path}",
        )
        assert read == ""
        page.evaluate(
            """(src) => new Promise((done) => {
              document.body.replaceChildren(Object.assign(document.createElement("iframe"), { src, onload: done }));
            })""",
            f"{guarded}{path}",
        )
        assert guarded not in {urlsplit(frame.url)._replace(path="", query="").geturl() for frame in page.frames}


# ---- two servers, one state ----


def status(server: str, key: str, path: str = "/v1/kinds") -> int:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    try:
        connection.request("GET", path, headers={"Authorization": f"Bearer {key}"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_two_servers_share_keys_and_sessions(
    context: BrowserContext, guarded: str, data: Path, serving: Serving, docgen: Docgen
) -> None:
    state = {"DOCGEN_DATA": str(data)}
    key = docgen("keys", "add", "--role", "viewer", "--name", "Incassopakket", **state).stdout.decode().strip()
    with serving(DOCGEN_AUTH="keys", **state) as other:
        assert [status(each, key) for each in (guarded, other)] == [200, 200]
        assert [status(each, f"{key[:-1]}x") for each in (guarded, other)] == [401, 401]
        assert docgen("keys", "revoke", key.split("_")[1], **state).returncode == 0
        assert [status(each, key) for each in (guarded, other)] == [401, 401]

        page = context.new_page()
        log_in(page, "a.viewer", "/docs")
        expect(page.get_by_role("heading", name="docgen")).to_be_visible()
        page.goto(f"{other}/docs")  # cookies do not tell ports apart
        expect(page.get_by_role("heading", name="docgen")).to_be_visible()


def test_another_address_needs_a_log_in(data: Path, docgen: Docgen) -> None:
    done = docgen("serve", "--host", "192.0.2.1", "--language", "en", DOCGEN_DATA=str(data))
    assert done.returncode == 2
    assert "DOCGEN_AUTH=keys" in done.stderr.decode()
    done = docgen("serve", "--host", "192.0.2.1", "--language", "en", DOCGEN_DATA=str(data), DOCGEN_AUTH="keys")
    assert re.search("192.0.2.1:8000 cannot be used", done.stderr.decode())  # let through: it is no address of ours
