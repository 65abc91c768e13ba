// The request as a form, made from the schema. It changes only the value of the field that is changed, and follows what
// changes elsewhere.

import { follow as followAnswers } from "./answers.js";
import { Group } from "./form/group.js";
import { around, put } from "./form/marks.js";
import { show as showOverview } from "./form/overview.js";
import { placeOf } from "./form/place.js";
import { load, whole } from "./form/schema.js";
import { say } from "./form/words.js";
import * as lights from "./lights.js";
import { request, steps } from "./request.js";
import * as tabs from "./tabs.js";

const panel = document.getElementById("form");
const sheet = panel.querySelector(".sheet");
const broken = panel.querySelector(".broken");
const help = panel.querySelector(".help");
const ANEW = new Set(["sample", "file"]);
const EMPTY = "{}";

let root = null;
let faults = [];
let loaded = false;
let pointed = null;

function mark() {
  if (!root) return;
  put(faults);
  root.mark();
  showOverview(reveal);
}

/** Follows the request, as long as the form is in front. */
function show({ by }) {
  if (ANEW.has(by)) root = null;
  if (!loaded || !tabs.inFront("form")) return;
  const readable = request.data !== null;
  broken.hidden = readable;
  sheet.inert = !readable;
  if (!readable) return;
  if (root) root.show(request.data);
  else {
    root = new Group(whole(), null);
    root.show(request.data);
    sheet.replaceChildren(root.element);
    mark();
  }
}

/** Opens what stands around a place, and goes to its field. */
export function reveal(pointer) {
  if (!root) return;
  let place = root;
  for (const step of steps(pointer)) {
    place.open();
    const next = place.child(step);
    if (!next) break;
    place = next;
  }
  place.open();
  place.focus();
  place.element.scrollIntoView({ block: "nearest" });
}

/** Points at the field, or the folded group, under the pointer or with the focus. */
function point({ target, type }) {
  const place = placeOf(target);
  // It stays under what has no help of its own: else a button would move away while it is pressed.
  if (type === "focusin" && place?.help) help.textContent = place.help;
  const small = place?.control || place?.isItem ? place : null;
  if (small === pointed) return;
  pointed = small;
  if (small) lights.pointAtPlace(small.pointer);
  else lights.pointAtNothing();
}

function pointAtNothing() {
  if (pointed) lights.pointAtNothing();
  pointed = null;
}

async function fetchSchema() {
  if (loaded) return;
  loaded = await load();
  if (!loaded) panel.querySelector(".missing").hidden = false;
  show({ by: "form" });
}

export function start() {
  request.follow(show);
  followAnswers((answer) => {
    if (answer.state !== "letter" && answer.state !== "problem") return;
    const { findings, errors } = answer.state === "letter" ? answer.data : answer.problem;
    faults = findings ?? errors ?? [];
    if (request.data !== null) mark();
  });
  lights.follow(({ pointers }) => {
    root?.light({ exact: new Set(pointers), around: new Set(pointers.flatMap(around)) });
  });
  for (const event of ["pointerover", "focusin"]) sheet.addEventListener(event, point);
  for (const event of ["pointerleave", "focusout"]) sheet.addEventListener(event, pointAtNothing);
  panel.querySelector(".anew").addEventListener("click", () => {
    if (request.data === null || confirm(say("sure"))) request.put(EMPTY, "file");
  });
  tabs.follow((id) => {
    if (id === "form") fetchSchema().then(() => show({ by: "tabs" }));
  });
  if (tabs.inFront("form")) fetchSchema();
}
