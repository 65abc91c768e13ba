// What follows in the dossier on the date of the letter, and the whole process that it is in.

import { afterwards } from "./answers.js";
import { shown } from "./fill.js";
import { request } from "./request.js";
import { ask, post } from "./service.js";

const box = document.getElementById("next");
const words = box.dataset;
const quiet = box.querySelector(".quiet");
const answer = box.querySelector(".answer");
const profile = document.getElementById("profile");

function element(name, text, kind = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = kind;
  return made;
}

function dated(sentence, date) {
  return sentence.replace("#", shown(date, "date"));
}

function state({ status, date }) {
  if (status === "done") return dated(words.done, date);
  if (status === "passed") return words.passed;
  if (status === "when-needed") return words.needed;
  const day = request.at("/date");
  if (status === "next") return date !== null && typeof day === "string" && date > day ? dated(words.waits, date) : words.next;
  return date === null ? words.later : dated(words.from, date);
}

function isShown({ kind, stage }) {
  return request.at("/kind") === kind && String(request.at("/stage") ?? null) === String(stage);
}

/** The request asks for the letter of this line from now on. */
function choose({ kind, stage }) {
  if (request.data === null) return;
  request.put(JSON.stringify({ ...request.data, kind, stage: stage ?? undefined }, null, 2), "timeline");
}

/** A line of the process; where there is a letter of it, a button shows that letter. */
function step(entry) {
  const item = element("li", "", entry.status);
  if (entry.status === "next") item.setAttribute("aria-current", "step");
  if (entry.letter) {
    const button = element("button", entry.title);
    button.type = "button";
    button.title = words.show;
    button.setAttribute("aria-pressed", String(isShown(entry)));
    button.addEventListener("click", () => choose(entry));
    item.append(button);
  } else item.append(element("span", entry.title, "title"));
  const notes = [state(entry)];
  if (entry.inserted) notes.push(words.inserted);
  if (!entry.letter && entry.kind !== "target") notes.push(words.strange);
  item.append(" ", element("span", notes.join(" · "), "state"));
  return item;
}

function title(told, kind) {
  return told.timeline.find((entry) => entry.kind === kind)?.title ?? kind;
}

function show(told) {
  const [line, why] = [box.querySelector(".step"), box.querySelector(".why")];
  line.textContent = told.kind === null ? words.nothing : title(told, told.kind);
  if (told.from !== null) line.append(" ", element("span", dated(words.from, told.from)));
  why.textContent = told.reason;
  const blocked = box.querySelector(".blocked");
  blocked.hidden = told.blocked.length === 0;
  blocked.querySelector("ul").replaceChildren(
    ...told.blocked.map((each) => {
      const item = element("li", "");
      item.append(element("strong", title(told, each.kind)), each.until ? ` ${dated(words.until, each.until)}` : "");
      item.append(element("p", each.reason));
      return item;
    }),
  );
  const focused = [...box.querySelectorAll(".timeline button")].indexOf(document.activeElement);
  box.querySelector(".timeline").replaceChildren(...told.timeline.map(step));
  if (focused >= 0) box.querySelectorAll(".timeline button")[focused]?.focus();
  quiet.hidden = true;
  answer.hidden = false;
}

function without(reason) {
  quiet.textContent = reason;
  quiet.hidden = false;
  answer.hidden = true;
}

async function refresh() {
  const [dossier, date] = [request.at("/dossier"), request.at("/date")];
  if (dossier === undefined) return without(words.problem);
  try {
    const text = JSON.stringify({ dossier, date, profile: profile.value || undefined });
    const told = await post("next", "/v1/next-step", text);
    const data = await told?.json();
    if (told === null) return;
    if (told.ok) show(data);
    else without(words.problem);
  } catch (error) {
    if (error.name !== "AbortError") without(words.lost);
  }
}

async function listProfiles() {
  try {
    const told = await ask("profiles", "/v1/profiles");
    if (!told?.ok) return;
    for (const each of await told.json()) {
      const option = element("option", each.title);
      option.value = each.id;
      option.selected = each.default;
      profile.append(option);
    }
  } catch (error) {
    if (error.name !== "AbortError") without(words.lost);
  }
}

export function start() {
  listProfiles();
  afterwards(refresh);
  profile.addEventListener("change", refresh);
}
