// The calculation: what the letter asks, the account, and why each amount is what it is. Pointing at an amount lights up
// the same amount on the pages and its place in the request, and the other way round.

import { follow } from "./answers.js";
import { fill } from "./fill.js";
import * as lights from "./lights.js";

const PARTS = ["asked", "account", "words"].map((id) => document.getElementById(id));
const account = document.getElementById("account");
const WITH_KEY = "[data-key]";

function opened(line) {
  for (let around = line.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}

/** Open the account at the line of an amount, and go there. */
export function show(keys) {
  const lines = keys.map((key) => account.querySelector(`.reason[data-key="${CSS.escape(key.split("#")[0])}"]`));
  const line = lines.find((each) => each !== null);
  if (!line) return;
  opened(line);
  const goal = line.closest("summary") ?? line;
  if (goal === line) line.tabIndex = -1;
  goal.focus();
  goal.scrollIntoView({ block: "nearest" });
}

function pointed({ target }) {
  const place = target.closest(WITH_KEY) ?? target.querySelector(":scope > .reason");
  if (place) lights.pointAtAmounts([place.dataset.key]);
}

export function start() {
  for (const kind of ["pointerover", "focusin"]) account.addEventListener(kind, pointed);
  account.addEventListener("pointerleave", lights.pointAtNothing);
  lights.follow(({ keys }) => {
    const plain = new Set(keys.map((key) => key.split("#")[0]));
    for (const each of account.querySelectorAll(WITH_KEY)) each.classList.toggle("lit", plain.has(each.dataset.key));
  });
  follow((answer) => {
    if (answer.state === "letter") {
      for (const part of PARTS) fill(part, answer.data);
      document.getElementById("asked").hidden = answer.data.amount === null;
      account.hidden = false;
      document.getElementById("words").hidden = false;
      lights.join(answer.data.places);
    }
    if (answer.state === "problem") for (const part of PARTS) part.hidden = true;
  });
}
