// The letter: its pages, what is said of it, and the forms in which it can be taken along.

import { follow, refresh } from "./answers.js";
import * as envelope from "./envelope.js";
import * as pictures from "./pages.js";
import { request } from "./request.js";
import * as takes from "./takes.js";
import * as turning from "./turning.js";
import * as views from "./views.js";
import * as zoom from "./zoom.js";

const OTHER = new Set(["sample", "file"]); // who brings another letter, not a change of this one
const pages = document.getElementById("pages");
const status = document.getElementById("status");
const band = document.getElementById("band");
const kind = document.getElementById("kind");
let isOther = true;

function say(state, text = status.dataset[state]) {
  status.textContent = text;
  document.body.dataset.state = state;
}

/** The band over the pages: `what` it is ("none", "concept") and why; nothing without a reason. */
function warn(what, reason) {
  band.hidden = !reason;
  band.className = `band ${what}`;
  band.textContent = reason ? band.dataset[what].replace("#", () => reason) : "";
}

async function showLetter(data) {
  if (!(await pictures.show(data))) return;
  const count = data.pages.length;
  pages.inert = false;
  warn("concept", data.findings.find(({ severity }) => severity === "error")?.message);
  turning.renewed();
  if (isOther) turning.first();
  isOther = false;
  envelope.show(data.envelope);
  views.renew();
  zoom.later();
  // Of the letter that came, whatever is chosen meanwhile.
  const name = [...kind.options].find(({ value }) => value === data.kind)?.textContent ?? data.title;
  say("done", `${name} · ${count === 1 ? status.dataset.one : status.dataset.many.replace("#", count)}`);
  takes.ready(true);
}

/** A letter that is not allowed goes at once; while somebody types, the last one stays, pale and out of reach. */
function showNone(problem, code) {
  const typing = code === 400 || (code === 422 && problem.errors);
  pictures.stop();
  if (!typing) pictures.clear();
  pages.inert = true;
  turning.renewed();
  envelope.show(null);
  views.clear();
  warn("none", (problem.findings ?? problem.errors ?? [])[0]?.message ?? problem.detail);
  say("none");
  takes.ready(false);
}

export function start() {
  for (const part of [pictures, takes, turning, views, zoom, envelope]) part.start();
  request.follow(({ by }) => { isOther ||= OTHER.has(by); });
  follow((answer) => {
    if (answer.state === "busy") takes.ready(false);
    if (answer.state === "busy" || answer.state === "lost") say(answer.state);
    if (answer.state === "soon" && !isOther) pictures.showSoon(answer);
    if (answer.state === "letter") showLetter(answer.data);
    if (answer.state === "problem") showNone(answer.problem, answer.status);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    refresh();
  });
}
