"""Batches over several machines, with a real queue and a real database: whatever is lost on the way is made all the same.

Machines are programs here, each with a folder of its own; they share ledger, queue and store as machines would.
"""

from __future__ import annotations

import json
import shutil
import ssl
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from docgen.authoring.template_store import TemplateStore
from docgen.errors import Unavailable
from docgen.render.words import Words
from docgen.service.batches.apart import Apart
from docgen.service.batches.celery_worker import Child
from docgen.service.batches.engines import check_means, engine_for
from docgen.service.batches.letter_queue import LetterQueue, QueueUnusable
from docgen.service.batches.likeness import Unlike, likeness
from docgen.service.batches.spread import AT_ONCE, Spread, open_letters
from docgen.service.batches.stranded import ATTEMPTS
from docgen.service.batches.tables import Options
from docgen.service.batches.tending import Tending
from docgen.service.desk import Desk
from docgen.settings import ROOT, BadSetting, Settings
from tests.service.batches import children, request, stream
from tests.service.conftest import NOW
from tests.service.servers import PostgreSQL, Redis, postgresql, redis_over_tls, redis_server
from tests.service.spreading import Service, Watch, assert_complete, closing_engine, is_there, makers, until
from tests.service.test_batch import ENDLESS

QUEUE = "docgen"


@pytest.fixture(scope="module")
def database() -> Iterator[PostgreSQL]:
    with postgresql() as server:
        yield server


@pytest.fixture(scope="module")
def broker() -> Iterator[Redis]:
    with redis_server() as server:
        yield server


@pytest.fixture
def service(desk: Desk, tmp_path: Path, database: PostgreSQL, broker: Redis) -> Iterator[Service]:
    broker.client.flushall()
    with Service.of(desk, tmp_path, ledger=database.address(), broker=broker.address) as made:
        yield made


def waiting(broker: Redis) -> list[dict[str, object]]:
    return [json.loads(each) for each in broker.client.lrange(QUEUE, 0, -1)]


# ---- with workers ----


def test_a_batch_is_paused_gone_on_with_and_cancelled_and_its_workers_stop_gently(
    service: Service, broker: Redis
) -> None:
    stored = service.stored
    first, second = service.accept(40), service.accept(400, prefix="E")
    with service.working("one", 2) as workshop, closing_engine(Spread(service.settings, first.id)) as engine:
        engine.start()
        until(lambda: stored.ledger.progress(first.id).done >= 5)
        assert stored.ledger.pause(first.id)
        paused = engine.wait(Watch())
        assert (paused.state, paused.taken) == ("paused", 0)
        assert 5 <= paused.done < 40
        until(lambda: stored.ledger.progress(second.id).done >= 3)  # nobody waits for it, and no service sent it
        assert stored.ledger.progress(first.id) == paused
        assert stored.ledger.resume(first.id)
        broker.client.flushall()  # every message is lost
        assert engine.wait(Watch()).done == 40
        assert_complete(service, first)

        done = stored.ledger.progress(second.id).done
        assert stored.ledger.cancel(second.id, NOW)
        over = service.make(second)
        assert (over.state, over.left, over.failed) == ("cancelled", 0, 0)
        assert done <= over.done < 400

        third = service.accept(400, prefix="F")
        until(lambda: stored.ledger.progress(third.id).done >= 3)
        everybody = [workshop.pid, *children(workshop.pid), *makers(workshop.pid)]
        assert len(everybody) == 4
    stopped = stored.ledger.progress(third.id)
    assert (stopped.state, stopped.taken, stopped.failed) == ("running", 0, 0)
    assert {each.attempts for each in stored.ledger.letters(third.id)} == {0, 1}  # none was begun in vain
    assert not any(map(is_there, everybody))
    assert [*(service.folder / "one" / "worker").iterdir()] == []
    assert "Traceback" not in service.said()


def own_templates(folder: Path, more: str) -> Path:
    """Templates of which the notice has something more in its body."""
    templates = folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    notice = templates / "html" / "nl" / "wik-notice.html"
    notice.write_text(notice.read_text("utf-8").replace("{% block body %}", "{% block body %}" + more), "utf-8")
    return templates


def test_a_letter_without_end_fails_alone_and_in_time(service: Service) -> None:
    templates = own_templates(service.folder, ENDLESS)
    hostile = request("D00002")
    invoice = hostile["dossier"]["invoices"][0]
    hostile["dossier"]["invoices"] = [invoice | {"number": f"F{number}"} for number in range(490)]
    with service.having(templates=templates) as service:
        batch = service.stored.accept(stream(request("D00001"), hostile, request("D00003")), "html", Options())
        with service.working("one", 2, DOCGEN_TEMPLATES=str(templates), DOCGEN_LETTER_SECONDS="4") as workshop:
            until(lambda: len(makers(workshop.pid)) == 2)
            before = {*makers(workshop.pid)}
            service.make(batch)
            until(
                lambda: [len({*makers(workshop.pid)} & before), len(makers(workshop.pid))] == [1, 2]
            )  # one was replaced
        rows = [*service.stored.ledger.letters(batch.id)]
        assert [each.state for each in rows] == ["done", "failed", "done"]
        assert rows[1].problem == "limit-exceeded"
        [said] = service.stored.results(batch).reasons(rows[1], Words("en"))
        assert said == "A limit is exceeded. The letter takes too long to make. Use fewer invoices, or shorter texts."


def test_the_setting_chooses_the_engine(service: Service) -> None:
    with closing_engine(engine_for(service.settings, "of-a-batch")) as engine:
        assert isinstance(engine, Spread)
    assert isinstance(engine_for(replace(service.settings, broker=None), "of-a-batch"), Apart)


# ---- machines that differ ----


def test_a_machine_that_would_make_other_letters_makes_none(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("docgen.service.batches.celery_worker._AGAIN", 0)
    batch = service.accept(2)
    with service.having(templates=own_templates(service.folder, "Betaal dubbel.")) as other:
        child = Child(other.settings)
        child.make(batch.id, 1)
        assert service.stored.ledger.progress(batch.id).open == 2
        assert "DOCGEN_TEMPLATES differ" in caplog.text
        other.stored.begin_anew(batch.id)  # the service has them too, and is started again
        child.make(batch.id, 1)
        assert service.stored.ledger.progress(batch.id).done == 1
        child.close()
    with pytest.raises(Unlike) as caught:
        service.stored.maker_alike(batch)
    assert "DOCGEN_TEMPLATES" in Words("nl", strict=True).say(caught.value.detail)


def test_whatever_decides_a_letter_tells_machines_apart(desk: Desk, tmp_path: Path) -> None:
    here = likeness(desk)
    for setting, folder in (("brands", desk.settings.brands), ("profiles", desk.settings.profiles)):
        shutil.copytree(folder, tmp_path / setting)
        there = {setting: tmp_path / setting}
        assert likeness(replace(desk, settings=replace(desk.settings, **there))) == here
        (tmp_path / setting / "more.toml").touch()
        assert differing(desk, here, **there) == [f"DOCGEN_{setting.upper()}"]
    assert differing(desk, here, agency="another") == ["DOCGEN_AGENCY"]
    store = TemplateStore(tmp_path, desk.settings.templates)
    history = store.history("sommatie", "nl")
    assert history.published is not None
    content = store.content(history, history.published) + b" "
    digest = store.upload("sommatie", "nl", content, matches=lambda _: True, author=None, at=NOW)
    store.publish("sommatie", "nl", digest, author=None, note=None, at=NOW)
    assert differing(desk, here, data=tmp_path) == ["DOCGEN_DATA/templates"]


def differing(desk: Desk, here: dict[str, str], **settings: Any) -> list[str]:
    there = likeness(replace(desk, settings=replace(desk.settings, **settings)))
    return [name for name, digest in there.items() if here[name] != digest]


# ---- what tends the batches ----


@pytest.fixture
def tending(service: Service) -> Iterator[Tending]:
    made = Tending(service.desk, LetterQueue(service.settings))
    yield made
    made.close()


def test_messages_hold_a_batch_and_a_position_and_nothing_else(
    service: Service, tending: Tending, broker: Redis
) -> None:
    batch = service.accept(2)
    tending.look()
    for position, each in enumerate(reversed(waiting(broker)), 1):
        assert json.loads(b64decode(str(each["body"])))[:2] == [[batch.id, position], {}]
        assert "D0000" not in str(each)
    names = {"dossier", "reference", "Hoofdstraat", "sommatie"}
    kept = broker.client.lrange(QUEUE, 0, -1)
    assert not [each for each in kept if any(name.encode() in each for name in names)]


def test_what_waits_is_sent_when_the_queue_runs_dry_and_not_before(
    service: Service, tending: Tending, broker: Redis
) -> None:
    batch = service.accept(60)
    tending.look()
    tending.look()
    assert broker.client.llen(QUEUE) == 60
    broker.client.flushall()
    tending.look()
    assert broker.client.llen(QUEUE) == 60
    assert service.stored.ledger.pause(batch.id)
    broker.client.flushall()
    tending.look()
    assert broker.client.llen(QUEUE) == 0


def test_batches_go_in_turn(service: Service) -> None:
    long, short = service.accept(AT_ONCE), service.accept(3)
    sent = [*open_letters(service.stored.ledger, [long.id, short.id])]
    assert sent[:7] == [
        (long.id, 1),
        (short.id, 1),
        (long.id, 2),
        (short.id, 2),
        (long.id, 3),
        (short.id, 3),
        (long.id, 4),
    ]
    assert len(sent) == len(set(sent)) == AT_ONCE


def test_letters_of_a_machine_that_vanished_are_made_elsewhere(
    service: Service, tending: Tending, broker: Redis
) -> None:
    ledger, batch = service.stored.ledger, service.accept(3)
    away, longest = "another-machine/boot/1/1/x", timedelta(seconds=service.settings.letter_seconds)
    lately, long_ago = NOW - 2 * longest, NOW - 2 * longest - timedelta(seconds=1)
    for position, at in ((1, lately), (2, long_ago)):
        assert ledger.take(batch.id, away, at, position)
    tending.look()
    assert [each.state for each in ledger.letters(batch.id)] == ["taken", "open", "open"]
    ledger.take(batch.id, away, long_ago, 3)
    assert ledger.cancel(batch.id, NOW)
    tending.look()
    assert [each.state for each in ledger.letters(batch.id)] == ["taken", "cancelled", "cancelled"]


def test_who_was_given_up_and_finishes_all_the_same_changes_nothing(service: Service, tending: Tending) -> None:
    stored, batch = service.stored, service.accept(1, "docx")
    files = stored.files(batch.id)
    late = stored.ledger.take(batch.id, "another-machine/boot/1/1/x", NOW - timedelta(days=1))
    tending.look()
    mine = stored.ledger.take(batch.id, "a-third-machine/boot/1/1/x", NOW)
    assert late
    assert mine
    assert stored.maker(batch).make(mine)
    assert not stored.maker(batch).make(late)
    files.keep_letter(late, "docx", b"of other bytes, as an office suite may make them")
    [row] = stored.ledger.letters(batch.id)
    assert (row.output, row.attempts) == ("letters/00001-2.docx", 2)
    assert files.letter(row).startswith(b"PK")


def test_a_letter_at_which_every_worker_dies_is_given_up(service: Service, tending: Tending) -> None:
    ledger, batch = service.stored.ledger, service.accept(1)
    for _ in range(ATTEMPTS):
        assert ledger.take(batch.id, "another-machine/boot/1/1/x", NOW - timedelta(days=1))
        tending.look()
    tending.look()
    assert (ledger.progress(batch.id).state, ledger.progress(batch.id).failed) == ("finished", 1)


def test_batches_of_the_command_line_are_left_alone(service: Service, tending: Tending, broker: Redis) -> None:
    ledger, batch = service.stored.ledger, service.accept(1)
    ledger.add(replace(batch, id="of-a-folder", options=Options()), [])
    ledger.cancel(batch.id, NOW)
    tending.look()
    assert ledger.progress("of-a-folder").state == "running"
    assert broker.client.llen(QUEUE) == 0


def test_a_queue_that_does_not_answer_is_no_letters_fault(service: Service, broker: Redis) -> None:
    batch = service.accept(1)
    gone = replace(service.settings, broker="redis://:secret@127.0.0.1:1/0")
    tending = Tending(replace(service.desk, settings=gone), LetterQueue(gone))
    with closing_engine(Spread(gone, batch.id)) as engine:
        for each in (engine.start, tending.look):
            with pytest.raises(QueueUnusable) as caught:
                each()
            assert isinstance(caught.value, Unavailable)
            assert "secret" not in Words("nl", strict=True).say(caught.value.detail)
    tending.close()
    assert service.stored.ledger.progress(batch.id).open == 1


def test_a_queue_over_tls_has_to_prove_who_it_is() -> None:
    with redis_over_tls() as (port, certificate):
        known = f"ssl_ca_certs={certificate}"
        assert LetterQueue(Settings(broker=f"rediss://localhost:{port}/0?{known}")).waiting() == 0
        for address in (
            f"rediss://localhost:{port}/0",
            f"rediss://127.0.0.1:{port}/0?{known}",
        ):  # unknown; another name
            with pytest.raises(QueueUnusable):
                LetterQueue(Settings(broker=address)).waiting()
    proof = LetterQueue(Settings(broker="amqps://host//")).app.connection_for_write().ssl
    assert proof == {"cert_reqs": ssl.CERT_REQUIRED, "server_hostname": None}  # None: the name in the address


# ---- settings ----


def test_what_is_not_installed_or_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSetting) as caught:
        LetterQueue(Settings())
    assert "DOCGEN_BROKER" in caught.value.detail.message
    monkeypatch.setitem(sys.modules, "celery", None)
    check_means(Settings())
    with pytest.raises(BadSetting) as caught:
        check_means(Settings(broker="redis://localhost/0"))
    assert "docgen[scale]" in caught.value.detail.message
