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

async function fill({ dataset, textContent }) {
  const title = view.dataset.title.replace("#", textContent);
  if (dataset.type === "text/html") {
    if (!view.querySelector("iframe")) view.replaceChildren(dressed(dataset.type, frame(title)));
    load(view.querySelector("iframe"), dataset.view);
    return;
  }
  const answer = await post("view", "/v1/letters", request.text, dataset.type);
  if (answer?.ok) view.replaceChildren(dressed(dataset.type, plain(await answer.text())));
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
