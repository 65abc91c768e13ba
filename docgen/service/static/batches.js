// The pages about batches, live. Figures come as events; what else changes is taken from the page itself, asked anew.

const LIST = 5000; // milliseconds between two looks at the list
const PARTS = 4000; // at least, between two looks at the parts of a page

const language = document.documentElement.lang;
const whole = new Intl.NumberFormat(language);
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Put the parts of this page as they are now in the place of those that changed. Focus stays where it was. */
async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (answer.redirected || answer.status === 404) location.reload(); // logged out, or deleted by somebody else
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = now.querySelector(`[data-part="${part.dataset.part}"]`);
    if (!fresh || fresh.outerHTML === part.outerHTML) continue;
    const open = new Set([...part.querySelectorAll("details[open] > summary")].map(({ id, textContent }) => id || textContent));
    const focused = part.contains(document.activeElement) ? document.activeElement.id : null;
    for (const summary of fresh.querySelectorAll("details > summary")) {
      summary.parentElement.open = open.has(summary.id || summary.textContent);
    }
    part.replaceWith(fresh);
    if (focused === null) continue;
    (focused && document.getElementById(focused) ? document.getElementById(focused) : document.getElementById("content")).focus();
  }
}

function clock(seconds) {
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function figures(batch) {
  const left = batch.waiting + batch.being_made;
  const over = batch.done + batch.failed;
  return {
    over: whole.format(over),
    percent: `${Math.floor((100 * over) / batch.total)}%`,
    done: whole.format(batch.done),
    failed: whole.format(batch.failed),
    left: whole.format(left),
    cancelled: whole.format(batch.cancelled),
    rate: batch.rate === null ? "–" : tenths.format(batch.rate),
    time_left: batch.seconds_left === null ? "–" : clock(batch.seconds_left),
  };
}

function follow(box) {
  const bar = document.getElementById("bar");
  const news = document.getElementById("news");
  const title = document.title;
  const { state, failed, begun } = box.dataset;
  let known = { state, failed: Number(failed), over: false, begun: begun === "true" }; // what the page was last made of
  let looked = 0;
  let waiting = 0;

  async function look(of) {
    clearTimeout(waiting);
    if (Object.keys(of).every((name) => of[name] === known[name])) return;
    const pause = looked + PARTS - performance.now();
    if (pause > 0 && of.state === known.state && of.over === known.over) {
      waiting = setTimeout(look, pause, of);
      return;
    }
    [known, looked] = [of, performance.now()];
    await renew().catch(() => (known = {})); // the next event tries again
  }

  function show(batch, over) {
    for (const [name, said] of Object.entries(figures(batch))) {
      const place = box.querySelector(`[data-figure="${name}"]`);
      if (place && place.textContent !== said) place.textContent = said;
    }
    box.querySelector('[data-figure="failed"]').classList.toggle("stop", batch.failed > 0);
    bar.value = (batch.done + batch.failed) / batch.total;
    document.title = over ? title : `${figures(batch).percent} · ${title}`;
    news.classList.remove("lost");
    if (box.dataset.state !== batch.state) news.textContent = news.dataset[batch.state];
    else if (news.textContent === news.dataset.lost) news.textContent = "";
    box.dataset.state = batch.state;
    look({ state: batch.state, failed: batch.failed, over, begun: batch.done + batch.failed + batch.being_made > 0 });
  }

  const events = new EventSource(box.dataset.events);
  events.addEventListener("progress", ({ data }) => show(JSON.parse(data), false));
  events.addEventListener("end", ({ data }) => {
    events.close();
    show(JSON.parse(data), true);
  });
  let broken = 0;
  events.addEventListener("open", () => clearTimeout(broken));
  events.addEventListener("error", () => {
    clearTimeout(broken);
    if (events.readyState === EventSource.CLOSED) return location.reload(); // logged out, or deleted
    broken = setTimeout(() => {
      news.textContent = news.dataset.lost;
      news.classList.add("lost");
    }, 6000);
  });
}

function startForm(form) {
  const append = document.getElementById("append");
  const sync = () => (append.disabled = form.value !== "pdf");
  form.addEventListener("change", sync);
  sync();

  const drop = form.closest("form");
  const over = (is) => (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", is);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", over(false));
  drop.addEventListener("drop", ({ dataTransfer }) => {
    if (dataTransfer.files.length === 1) document.getElementById("requests").files = dataTransfer.files;
  });
}

async function watchList() {
  const list = document.querySelector('[data-part="list"]');
  if (list.hasAttribute("data-lively") && !document.hidden) await renew().catch(() => null);
  setTimeout(watchList, LIST);
}

const box = document.getElementById("batch");
if (box?.hasAttribute("data-lively")) follow(box);
const form = document.getElementById("form");
if (form) {
  startForm(form);
  watchList();
}
