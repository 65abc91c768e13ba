// The letter: its pages, what is said of it, and the forms in which it can be taken along.

import { show as showLine } from "./account.js";
import { follow, refresh } from "./answers.js";
import { showProblem } from "./findings.js";
import * as lights from "./lights.js";
import { request } from "./request.js";
import { post } from "./service.js";

const pages = document.getElementById("pages");
const status = document.getElementById("status");
const takes = document.getElementById("takes");
const kind = document.getElementById("kind");

function say(state, text = status.dataset[state]) {
  status.textContent = text;
  document.body.dataset.state = state;
}

function ready(yes) {
  for (const button of takes.querySelectorAll("button")) button.disabled = !yes;
}

/** A button over an amount of the page: shows its line of the account. */
function spot({ text, box, keys }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "spot";
  button.dataset.keys = JSON.stringify(keys);
  button.setAttribute("aria-label", pages.dataset.spot.replace("#", text));
  ["left", "top", "width", "height"].forEach((side, place) => { button.style[side] = `${box[place]}%`; });
  button.addEventListener("click", () => showLine(keys));
  for (const pointed of ["pointerenter", "focus"]) button.addEventListener(pointed, () => lights.pointAtAmounts(keys));
  for (const left of ["pointerleave", "blur"]) button.addEventListener(left, lights.pointAtNothing);
  return button;
}

function page(picture, place, { pages: all, amounts }) {
  const sheet = document.createElement("div");
  const image = document.createElement("img");
  image.src = picture;
  image.alt = pages.dataset.alt.replace("##", all.length).replace("#", place + 1);
  sheet.className = "page";
  sheet.append(image, ...amounts[place].filter(({ keys }) => keys.length > 0).map(spot));
  return sheet;
}

function showLetter(data) {
  const count = data.pages.length;
  pages.lang = data.language;
  pages.replaceChildren(...data.pages.map((picture, place) => page(picture, place, data)));
  pages.inert = false;
  say("done", `${kind.selectedOptions[0].textContent} · ${count === 1 ? status.dataset.one : status.dataset.many.replace("#", count)}`);
  ready(true);
}

/** A letter that is not allowed goes at once; while somebody types, the last one stays, pale and out of reach. */
function showNone(problem, code) {
  const typing = code === 400 || (code === 422 && problem.errors);
  if (!typing) pages.replaceChildren();
  pages.inert = true;
  say("none");
  ready(false);
}

async function download({ currentTarget: button }) {
  const answer = await post("download", "/v1/letters", request.text, button.dataset.form);
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

export function start() {
  follow((answer) => {
    if (answer.state === "busy") ready(false);
    if (answer.state === "busy" || answer.state === "lost") say(answer.state);
    if (answer.state === "letter") showLetter(answer.data);
    if (answer.state === "problem") showNone(answer.problem, answer.status);
  });
  lights.follow(({ keys }) => {
    for (const button of pages.querySelectorAll(".spot")) {
      const own = JSON.parse(button.dataset.keys);
      button.classList.toggle("lit", keys.some((key) => own.includes(key)));
    }
  });
  for (const button of document.querySelectorAll("[data-form]")) button.addEventListener("click", download);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    refresh();
  });
}
