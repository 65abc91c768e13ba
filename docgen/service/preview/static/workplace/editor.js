// The request as JSON.

import { locate } from "./locate.js";
import { request } from "./request.js";
import { bringForward } from "./tabs.js";

const source = document.getElementById("request");

function show({ by }) {
  if (by === "editor") return;
  source.value = request.text;
  if (by === "sample" || by === "file") source.scrollTop = 0;
}

/** Select the value that a pointer names, and bring it into view. */
export function select(pointer) {
  const [start, end] = locate(source.value, pointer);
  bringForward("source");
  source.focus();
  source.setSelectionRange(start, end);
  const line = source.value.slice(0, start).split("\n").length - 1;
  source.scrollTop = Math.max(0, line - 3) * parseFloat(getComputedStyle(source).lineHeight);
  source.scrollLeft = 0;
}

export function start() {
  request.follow(show);
  source.addEventListener("input", () => request.put(source.value, "editor"));
}
