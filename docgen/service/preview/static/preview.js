// The preview: the text area holds the request, the choices above it change that text, and the service does the rest.

import { fill } from "./fill.js";
import { locate } from "./locate.js";

const $ = (id) => document.getElementById(id);
const source = $("request");
const sample = $("sample");
const status = $("status");
const pages = $("pages");
const choices = [...document.querySelectorAll("[data-sets]")];
// Only to carry the request over a change of language: taken out again at once.
const KEPT = "docgen-request";
// Shows the service that a request comes from this page; there is one only for who is logged in.
const TOKEN = document.querySelector('meta[name="docgen-token"]')?.content ?? "";

let running = null;

/* ---- the request ---- */

function request() {
  try {
    const value = JSON.parse(source.value);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** The object that holds the last name of a pointer, and that name. */
function holder(data, pointer) {
  const names = pointer.split("/").slice(1);
  const last = names.pop();
  return [names.reduce((inner, name) => inner?.[name], data), last];
}

function showChoices() {
  const data = request();
  for (const choice of choices) {
    choice.disabled = data === null;
    const [inner, name] = holder(data, choice.dataset.sets);
    const value = inner?.[name] ?? "";
    if (choice.type === "checkbox") choice.checked = value === choice.value;
    else choice.value = [...choice.options].some((option) => option.value === value && !option.disabled) ? value : "";
  }
}

function choose(event) {
  const data = request();
  const choice = event.target;
  const [inner, name] = holder(data, choice.dataset.sets);
  if (!inner) return;
  const value = choice.type === "checkbox" ? (choice.checked ? choice.value : "") : choice.value;
  if (value === "") delete inner[name];
  else inner[name] = value;
  source.value = JSON.stringify(data, null, 2);
  show();
}

async function pick() {
  if (sample.value === "") {
    source.focus();
    return;
  }
  const answer = await ask(`/preview/samples/${encodeURIComponent(sample.value)}.json`, {});
  if (!answer?.ok) return;
  source.value = await answer.text();
  source.scrollTop = 0;
  await show();
}

/* ---- asking the service ---- */

async function ask(path, options) {
  running?.abort();
  running = new AbortController();
  try {
    const headers = { "Accept-Language": document.documentElement.lang, "Docgen-Token": TOKEN, ...options.headers };
    return await fetch(path, { ...options, headers, signal: running.signal });
  } catch (error) {
    if (error.name !== "AbortError") say("lost");
    return null;
  }
}

function post(path, accept) {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json", Accept: accept }, body: source.value });
}

async function show() {
  showChoices();
  say("busy");
  ready(false);
  const answer = await post("/preview/letter", "application/json");
  if (!answer) return;
  const data = await answer.json().catch(() => null);
  if (data === null) return;
  if (answer.ok) showLetter(data);
  else showNone(data);
}

async function download(event) {
  const answer = await post("/v1/letters", event.currentTarget.dataset.form);
  if (!answer) return;
  if (!answer.ok) {
    showProblem(await answer.json());
    return;
  }
  const name = /filename="?([^";]+)"?/.exec(answer.headers.get("Content-Disposition") ?? "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name ? name[1] : "letter";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/* ---- what the page shows ---- */

function say(state, text = status.dataset[state]) {
  status.textContent = text;
  document.body.dataset.state = state;
}

function ready(yes) {
  for (const button of $("takes").querySelectorAll("button")) button.disabled = !yes;
}

function showLetter(data) {
  const count = data.pages.length;
  pages.lang = data.language;
  pages.replaceChildren(
    ...data.pages.map((picture, index) => {
      const page = document.createElement("img");
      page.src = picture;
      page.alt = pages.dataset.alt.replace("##", count).replace("#", index + 1);
      return page;
    }),
  );
  $("problem").hidden = true;
  showFindings($("findings"), data.findings);
  $("findings").hidden = false;
  $("findings").querySelector(".clean").hidden = data.findings.length > 0;
  for (const id of ["asked", "account", "words"]) {
    fill($(id), data);
    $(id).hidden = false;
  }
  $("asked").hidden = data.amount === null;
  say("done", `${$("kind").selectedOptions[0].textContent} · ${count === 1 ? status.dataset.one : status.dataset.many.replace("#", count)}`);
  ready(true);
}

function showNone(problem) {
  pages.replaceChildren();
  for (const id of ["findings", "asked", "account", "words"]) $(id).hidden = true;
  showProblem(problem);
  say("none");
  ready(false);
}

function showProblem(problem) {
  const box = $("problem");
  box.querySelector("h2").textContent = problem.title;
  box.querySelector(".detail").textContent = problem.detail;
  showFindings(box, problem.findings ?? problem.errors ?? []);
  box.hidden = false;
}

function showFindings(box, findings) {
  box.querySelector(".errors").replaceChildren(...findings.map(finding));
}

function finding(each) {
  const template = $("finding");
  const copy = template.content.cloneNode(true);
  const item = copy.querySelector("li");
  item.className = each.severity ?? "error";
  copy.querySelector(".severity").textContent = template.dataset[each.severity] ?? "";
  copy.querySelector(".article").textContent = each.article ?? "";
  copy.querySelector(".about").hidden = !each.severity;
  copy.querySelector(".message").textContent = each.message;
  copy.querySelector(".remedy").textContent = each.remedy ?? "";
  copy.querySelector(".remedy").hidden = !each.remedy;
  const pointer = copy.querySelector(".pointer");
  pointer.textContent = each.pointer;
  pointer.hidden = !each.pointer;
  pointer.addEventListener("click", () => select(each.pointer));
  return copy;
}

/** Select the value that a pointer names in the text area, and bring it into view. */
function select(pointer) {
  const [start, end] = locate(source.value, pointer);
  $("source").open = true;
  source.focus();
  source.setSelectionRange(start, end);
  const line = source.value.slice(0, start).split("\n").length - 1;
  source.scrollTop = Math.max(0, line - 3) * parseFloat(getComputedStyle(source).lineHeight);
  source.scrollLeft = 0;
}

function changed() {
  sample.value = "";
  showChoices();
  if (pages.childElementCount) say("stale");
  ready(false);
}

/* ---- start ---- */

sample.addEventListener("change", pick);
source.addEventListener("input", changed);
source.addEventListener("paste", () => setTimeout(show));
source.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    show();
  }
});
$("show").addEventListener("click", show);
for (const choice of choices) choice.addEventListener("change", choose);
for (const button of document.querySelectorAll("[data-form]")) button.addEventListener("click", download);
$("switch").addEventListener("click", () => sessionStorage.setItem(KEPT, JSON.stringify([sample.value, source.value])));
if (matchMedia("(max-width: 62rem)").matches) $("source").open = false;

const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
if (kept !== null) {
  [sample.value, source.value] = JSON.parse(kept);
  show();
} else if (sample.value) pick();
