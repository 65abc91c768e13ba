// The pages of the letter as pictures. A page that stays keeps its place in the document, so that nothing jumps or
// flickers and whoever has an amount in focus keeps it.

import { show as showLine } from "./account.js";
import * as lights from "./lights.js";

const pages = document.getElementById("pages");
let turn = 0;

function spot() {
  const button = document.createElement("button");
  const keys = () => JSON.parse(button.dataset.keys);
  button.type = "button";
  button.className = "spot";
  button.addEventListener("click", () => showLine(keys()));
  for (const pointed of ["pointerenter", "focus"]) {
    button.addEventListener(pointed, () => lights.pointAtAmounts(keys()));
  }
  for (const left of ["pointerleave", "blur"]) button.addEventListener(left, lights.pointAtNothing);
  return button;
}

/** Buttons over the amounts of a page, each shows its line of the account; that of the same amount is used again. */
function placeSpots(sheet, amounts) {
  const old = Map.groupBy(sheet.querySelectorAll(".spot"), (each) => each.dataset.keys);
  for (const { text, box, keys } of amounts) {
    if (keys.length === 0) continue;
    const own = JSON.stringify(keys);
    const button = old.get(own)?.shift() ?? sheet.appendChild(spot());
    button.dataset.keys = own;
    button.setAttribute("aria-label", pages.dataset.spot.replace("#", text));
    ["left", "top", "width", "height"].forEach((side, place) => { button.style[side] = `${box[place]}%`; });
  }
  for (const left of old.values()) for (const button of left) button.remove();
}

function sheetOf(place) {
  if (pages.children[place]) return pages.children[place];
  const sheet = document.createElement("div");
  sheet.className = "page";
  sheet.append(document.createElement("img"));
  pages.append(sheet);
  return sheet;
}

function paint(sheet, picture) {
  for (const old of sheet.querySelectorAll(".marked")) old.remove();
  if (sheet.picture === picture) return;
  if (sheet.dataset.seen !== undefined) {
    sheet.classList.remove("changed");
    requestAnimationFrame(() => sheet.classList.add("changed"));
  }
  sheet.querySelector("img").src = picture;
  sheet.picture = picture;
  sheet.dataset.seen = "";
}

function renew(sheet, picture, alt, amounts) {
  paint(sheet, picture);
  sheet.querySelector("img").alt = alt;
  placeSpots(sheet, amounts);
}

async function decoded(picture) {
  const image = new Image();
  image.src = picture;
  await image.decode();
}

/** Show the new picture of a page that is there already, ahead of the rest of its letter. */
export async function showSoon({ number, picture }) {
  turn += 1;
  const own = turn;
  await decoded(picture);
  if (own === turn && pages.children[number - 1]) paint(pages.children[number - 1], picture);
}

/** Show other pages, all at once and as soon as every picture is ready; false when later ones came in between. */
export async function show({ pages: pictures, amounts, language }) {
  turn += 1;
  const own = turn;
  await Promise.all(pictures.map(decoded));
  if (own !== turn) return false;
  pages.lang = language;
  while (pages.children.length > pictures.length) pages.lastElementChild.remove();
  pictures.forEach((picture, place) => {
    const alt = pages.dataset.alt.replace("##", pictures.length).replace("#", place + 1);
    renew(sheetOf(place), picture, alt, amounts[place]);
  });
  return true;
}

/** Mark a sentence on its page, a box for each line, and go there. */
export function showSentence({ page, boxes }) {
  for (const old of pages.querySelectorAll(".marked")) old.remove();
  const sheet = pages.children[page];
  const marks = boxes.map((box) => {
    const mark = document.createElement("div");
    mark.className = "marked";
    ["left", "top", "width", "height"].forEach((side, place) => { mark.style[side] = `${box[place]}%`; });
    return mark;
  });
  sheet?.append(...marks);
  marks[0]?.scrollIntoView({ block: "center" });
}

/** Pages that are still on their way do not come any more. */
export function stop() {
  turn += 1;
}

export function clear() {
  pages.replaceChildren();
}

/** A sharper picture of a page, as long as that page is still the same. */
export async function sharpen(sheet, picture, sharper) {
  await decoded(sharper);
  if (sheet.picture === picture) sheet.querySelector("img").src = sharper;
}

export function start() {
  lights.follow(({ keys }) => {
    for (const button of pages.querySelectorAll(".spot")) {
      const own = JSON.parse(button.dataset.keys);
      button.classList.toggle("lit", keys.some((key) => own.includes(key)));
    }
  });
}
