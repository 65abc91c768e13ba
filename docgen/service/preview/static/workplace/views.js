// Other looks at the letter: the forms in which a person would read it, each in a frame like that of its reader.

import { load } from "./framed.js";
import { request } from "./request.js";
import { post } from "./service.js";

const section = document.getElementById("letter");
const pages = document.getElementById("pages");
const view = document.getElementById("view");
const views = document.getElementById("views");
const kind = document.getElementById("kind");
let hasLetter = false;

/** A letter is hostile until proven otherwise: its HTML runs nothing, and has an origin of its own. */
function frame(title) {
  const made = document.createElement("iframe");
  made.setAttribute("sandbox", "");
  made.name = "letter-view";
  made.title = title;
  return made;
}

function plain(words) {
  const made = document.createElement("pre");
  made.textContent = words;
  return made;
}

/** Why there is no letter in this form, for people to read. */
async function reasons(answer) {
  const problem = await answer.json();
  const each = [...(problem.findings ?? []).filter(({ severity }) => severity === "error"), ...(problem.errors ?? [])];
  return each.map(({ message }) => message).join("\n") || problem.detail;
}

function line(label, value) {
  const made = document.createElement("p");
  const name = document.createElement("span");
  name.textContent = `${label} `;
  made.append(name, value);
  return made;
}

/** The top of a message as mail programs show it: subject, who to whom, and what is attached. */
function head({ subject, from, to, not_before: moment, files }) {
  const made = document.createElement("div");
  made.className = "head";
  const title = document.createElement("h2");
  title.textContent = subject;
  made.append(title, line(view.dataset.from, from), line(view.dataset.to, to));
  if (moment) {
    const shown = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Amsterdam" });
    made.append(line(view.dataset.notBefore, shown.format(new Date(moment))));
  }
  const list = document.createElement("ul");
  list.setAttribute("aria-label", view.dataset.files);
  for (const { name, bytes } of files) {
    const item = document.createElement("li");
    item.textContent = `${name} (${Math.ceil(bytes / 1024)} kB)`;
    list.append(item);
  }
  made.append(list);
  return made;
}

const LOOKS = { "text/html": "web", "text/plain": "phone", "message/rfc822": "mail" };

/** A frame like that of the reader of a media type, with what stands in it. */
export function dressed(type, content) {
  const made = document.createElement("div");
  made.className = `reader ${LOOKS[type]}`;
  made.append(content);
  return made;
}

function chosen() {
  return views.querySelector('[aria-pressed="true"]');
}

async function fillMail({ dataset }, title) {
  const answer = await post("view", "/preview/mail", request.text);
  if (!answer) return;
  if (!answer.ok) {
    view.replaceChildren(dressed(dataset.type, plain(await reasons(answer))));
    return;
  }
  const made = dressed(dataset.type, head(await answer.json()));
  made.append(frame(title));
  view.replaceChildren(made);
  load(made.querySelector("iframe"), dataset.view);
}

async function fillWords({ dataset }) {
  const answer = await post("view", "/v1/letters", request.text, dataset.type);
  if (!answer) return;
  const made = dressed(dataset.type, plain(answer.ok ? await answer.text() : await reasons(answer)));
  const parts = answer.headers.get("Docgen-Sms-Parts");
  if (parts) {
    const count = document.createElement("p");
    count.className = "parts";
    count.textContent = parts === "1" ? view.dataset.one : view.dataset.parts.replace("#", parts);
    made.append(count);
  }
  view.replaceChildren(made);
}

function fill(button) {
  const { dataset } = button;
  const title = view.dataset.title.replace("#", button.textContent);
  if (dataset.type === "message/rfc822") return fillMail(button, title);
  if (dataset.type !== "text/html") return fillWords(button);
  if (!view.querySelector(".web iframe")) view.replaceChildren(dressed(dataset.type, frame(title)));
  return load(view.querySelector("iframe"), dataset.view);
}

function choose(button) {
  for (const each of views.children) each.setAttribute("aria-pressed", String(each === button));
  const looks = button.dataset.view !== "pages";
  section.classList.toggle("viewing", looks);
  pages.hidden = looks;
  view.hidden = !looks;
  if (looks && hasLetter) fill(button);
  else view.replaceChildren();
}

/** There is no letter any more. */
export function clear() {
  hasLetter = false;
  view.replaceChildren();
}

/** Another letter has come. */
export function renew() {
  hasLetter = true;
  for (const each of document.querySelectorAll("[data-kinds]")) {
    each.hidden = !each.dataset.kinds.split(" ").includes(kind.value);
  }
  const button = chosen();
  if (button.hidden) choose(views.firstElementChild);
  else if (button.dataset.view !== "pages") fill(button);
}

export function start() {
  for (const button of views.children) button.addEventListener("click", () => choose(button));
}
