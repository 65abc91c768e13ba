// On top of the form: what there is to mend, each with the way to its field.

import { button, make } from "./make.js";
import { all } from "./marks.js";
import { say } from "./words.js";

const MOST = 20;

const box = document.querySelector("#form .overview");

/** Shows every fault that has a place; `reveal(pointer)` goes there. */
export function show(reveal) {
  const found = all().filter((each) => each.titles.length > 0);
  const lines = found.slice(0, MOST).map((each) => make(
    "li", { class: each.warning ? "warning" : "error" },
    button(each.titles.slice(-2).join(" › "), () => reveal(each.pointer), { class: "way" }),
    make("p", {}, each.message),
  ));
  if (found.length > MOST) lines.push(make("li", {}, say("rest", found.length - MOST)));
  box.querySelector("h2").textContent = found.length === 1 ? say("one") : say("many", found.length);
  box.querySelector("ol").replaceChildren(...lines);
  box.hidden = found.length === 0;
}
