// The letter on other days: a slider sets its date, over a line of what is owed and of when the letter is allowed.
// The line is asked anew when the request changes, not when only its date does.

import { afterwards } from "./answers.js";
import { draw } from "./outlook_chart.js";
import { shown } from "./fill.js";
import { request } from "./request.js";
import { post } from "./service.js";

const SPAN = 121; // days on the line while the service has not told which
const BEFORE = 45;
const DRAGGING = 150; // milliseconds without a move before the letter follows
const DAY = 86_400_000;

const box = document.getElementById("outlook");
const slider = document.getElementById("outlook-slider");
const dateField = document.getElementById("outlook-date");
const verdict = box.querySelector(".verdict");
const marks = box.querySelector(".marks");

let line = { from: "", to: "", days: [], marks: [], reasons: [] };
let belongs = null; // the request, without its date, that the line is of
let trouble = "";
let moved = null; // a day that is pointed at and not yet in the request
let outdated = false; // whether the line belongs to an older request
let moving = 0;

function plus(day, count) {
  return new Date(Date.parse(day) + count * DAY).toISOString().slice(0, 10);
}

function between(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format();
}

function isDay(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && plus(text, 0) === text;
}

/** The day that the letter has, or is about to have; today where the request names none that exists. */
function chosen() {
  if (moved !== null) return moved;
  const date = request.at("/date");
  return isDay(date) ? date : today();
}

function paragraph(text, kind = "") {
  const made = document.createElement("p");
  made.textContent = text;
  made.className = kind;
  return made;
}

function put(sentence, ...values) {
  // The longest sign first: "##" holds "#" too.
  return values.reduceRight((text, value, place) => text.replace("#".repeat(place + 1), () => value), sentence);
}

/** What holds on a day, in sentences. */
function said(date) {
  const day = line.days.find((each) => each.date === date);
  const named = shown(date, "date");
  if (!day) return [paragraph(put(box.dataset.apart, named))];
  if (day.amounts === null) return [paragraph(put(box.dataset.unknown, named)), paragraph(day.unknown, "why")];
  const { total, interest, interest_per_day: perDay } = day.amounts;
  const found = [];
  if (day.lawful) found.push(paragraph(put(box.dataset.lawful, named, shown(total, "money")), "lawful"));
  else found.push(paragraph(put(box.dataset.refused, named), "refused"));
  for (const place of day.refused) {
    const { message, article } = line.reasons[place];
    found.push(paragraph(article ? `${message} (${article})` : message, "why"));
  }
  if (line.lawful_from === null) found.push(paragraph(box.dataset.never));
  else if (line.lawful_from !== line.from) found.push(paragraph(put(box.dataset.from, shown(line.lawful_from, "date"))));
  if (Number(perDay) > 0) {
    found.push(paragraph(put(box.dataset.grows, shown(perDay, "money"), shown(interest, "money"))));
  }
  return found;
}

/** Show the day that is chosen: on the slider, in the field and in words. */
function show() {
  const date = chosen();
  slider.max = between(line.from, line.to);
  slider.value = between(line.from, date);
  if (dateField.value !== date) dateField.value = date;
  const told = trouble ? [paragraph(trouble, "quiet")] : said(date);
  if (!trouble && !line.every_day) told.push(paragraph(box.dataset.some, "quiet"));
  verdict.replaceChildren(...told);
  slider.setAttribute("aria-valuetext", trouble ? shown(date, "date") : told[0].textContent);
  draw(line, between(line.from, date));
}

function mark({ date, text }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = shown(date, "day");
  button.addEventListener("click", () => move(date, 0));
  item.append(button, " ", text);
  return item;
}

function showLine() {
  const [from, to] = box.querySelectorAll(".ends span");
  from.textContent = shown(line.from, "day");
  to.textContent = shown(line.to, "day");
  marks.querySelector("ol").replaceChildren(...line.marks.map(mark));
  marks.hidden = line.marks.length === 0;
  show();
}

/** No line: the slider keeps its days, or gets those around the date. */
function without(reason) {
  const date = chosen();
  const from = line.from && line.from <= date && date <= line.to ? line.from : plus(date, -BEFORE);
  line = { from, to: plus(from, SPAN - 1), days: [], marks: [], reasons: [], every_day: true };
  trouble = reason;
  showLine();
}

function rest() {
  return JSON.stringify({ ...request.data, date: undefined });
}

async function ask() {
  outdated = false;
  const asked = rest();
  belongs = asked;
  try {
    const answer = await post("outlook", "/preview/outlook", request.text);
    if (answer === null) return;
    const data = await answer.json();
    if (asked !== rest()) return;
    if (!answer.ok) return without(box.dataset.problem);
    trouble = "";
    line = data;
    showLine();
  } catch (error) {
    if (error.name !== "AbortError") without(box.dataset.lost);
  }
}

function changed() {
  clearTimeout(moving);
  moved = null;
  for (const control of box.querySelectorAll("input, button")) control.disabled = request.data === null;
  outdated = false;
  if (request.data === null) {
    belongs = null;
    return without(box.dataset.problem);
  }
  const date = chosen();
  const given = request.at("/date");
  const sound = given === undefined || isDay(given);
  if (!trouble && sound && rest() === belongs && line.from <= date && date <= line.to) return show();
  if (line.from === "") without("");
  outdated = true;
}

/** Let the letter have another date, soon. */
function move(date, after) {
  moved = date;
  clearTimeout(moving);
  moving = setTimeout(() => {
    moved = null;
    if (request.at("/date") === date) show();
    else request.set("/date", date, "slider");
  }, after);
  if (line.from <= date && date <= line.to) show();
}

export function start() {
  request.follow(changed);
  afterwards(() => { if (outdated) ask(); });
  slider.addEventListener("input", () => move(plus(line.from, Number(slider.value)), DRAGGING));
  dateField.addEventListener("change", () => { if (isDay(dateField.value) && dateField.checkValidity()) move(dateField.value, 0); });
  for (const button of box.querySelectorAll("[data-step]")) {
    const { step } = button.dataset;
    button.addEventListener("click", () => move(step === "today" ? today() : plus(chosen(), Number(step)), DRAGGING));
  }
}
