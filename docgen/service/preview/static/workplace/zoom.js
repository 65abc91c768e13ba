// How large the pages stand on the screen, and pictures that are sharp at that size.

import { sharpen } from "./pages.js";
import { request } from "./request.js";
import { post } from "./service.js";
import { current, keepPlace } from "./turning.js";

const KEPT = "docgen-zoom";
const USUAL = "auto";
const STEPS = [50, 75, 100, 125, 150, 200];
const PLAIN = 1191; // pixels across of the pictures that come with a letter
const SCALES = [3, 4]; // sharper ones, in pixels per point
const POINTS = 595.3; // across A4
const FULL = (210 / 25.4) * 96; // CSS pixels across at 100%
const REST = 400; // milliseconds without a change before a sharper picture is asked for

const pages = document.getElementById("pages");
const choice = document.getElementById("zoom");
const bar = document.querySelector(".letter .bar");
let waiting = 0;

function wholePage() {
  const scrolls = getComputedStyle(pages).overflowY !== "visible" && pages.clientHeight < pages.scrollHeight + 1
    && getComputedStyle(pages).flexGrow === "1";
  const room = scrolls ? pages.clientHeight : window.innerHeight - bar.offsetHeight;
  return Math.max(160, (room - 32) * (210 / 297));
}

function apply() {
  const value = choice.value;
  keepPlace(() => {
    pages.dataset.zoom = value;
    const width = value === "page" ? wholePage() : (FULL * Number(value)) / 100;
    if (Number.isNaN(width)) pages.style.removeProperty("--page-width");
    else pages.style.setProperty("--page-width", `${width}px`);
  });
  later();
}

function choose(value) {
  choice.value = value;
  if (value === USUAL) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, value);
  apply();
}

function step(by) {
  const across = pages.querySelector(".page")?.clientWidth ?? FULL;
  const now = Math.round((across / FULL) * 100);
  const next = by > 0 ? STEPS.find((each) => each > now) : STEPS.findLast((each) => each < now);
  if (next) choose(String(next));
}

async function sharpenCurrent() {
  const sheet = pages.children[current()];
  if (!sheet || pages.inert) return;
  const wanted = sheet.clientWidth * window.devicePixelRatio;
  if (wanted <= PLAIN * 1.05) return;
  const scale = SCALES.find((each) => each * POINTS >= wanted) ?? SCALES.at(-1);
  if (sheet.sharp === `${scale} ${sheet.picture}`) return;
  const { picture } = sheet;
  const place = current() + 1;
  const answer = await post("sharper", `/preview/page?number=${place}&scale=${scale}`, request.text);
  if (!answer?.ok || sheet.picture !== picture) return;
  sheet.sharp = `${scale} ${picture}`;
  await sharpen(sheet, picture, (await answer.json()).page);
}

/** Ask for a sharper picture of the page that is looked at, if its size needs one, as soon as all is at rest. */
export function later() {
  clearTimeout(waiting);
  waiting = setTimeout(sharpenCurrent, REST);
}

const KEYS = { "+": () => step(1), "=": () => step(1), "-": () => step(-1), 0: () => choose(USUAL) };

export function start() {
  const kept = sessionStorage.getItem(KEPT);
  if ([...choice.options].some((option) => option.value === kept)) choice.value = kept;
  apply();
  choice.addEventListener("change", () => choose(choice.value));
  document.getElementById("smaller").addEventListener("click", () => step(-1));
  document.getElementById("larger").addEventListener("click", () => step(1));
  pages.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  pages.addEventListener("scroll", later);
  document.addEventListener("scroll", later);
  new ResizeObserver(() => { if (choice.value === "page") apply(); }).observe(document.getElementById("letter"));
}
