// The text of the editor as one string.

import { find, locate, pointerAt } from "../locate.js";

let last = { doc: null, text: "" };

/** All of the text; made once for every state of it. */
export function textOf({ doc }) {
  if (doc !== last.doc) last = { doc, text: doc.toString() };
  return last.text;
}

/** The one part in which two texts differ, as a change of the first: {from, to, insert}; null when they are the same. */
export function difference(old, now) {
  if (old === now) return null;
  const shortest = Math.min(old.length, now.length);
  let from = 0;
  while (from < shortest && old[from] === now[from]) from += 1;
  let tail = 0;
  while (tail < shortest - from && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return { from, to: old.length - tail, insert: now.slice(from, now.length - tail) };
}

/** Where places of a text are after `change` made it `now`: a place inside what changed stays at its value. */
export function carried(old, now, change, places) {
  const pointers = places.map((place) => pointerAt(old, place));
  const steps = places.map((place, each) => (pointers[each] === null ? 0 : place - locate(old, pointers[each])[0]));
  return places.map((place, each) => {
    if (place <= change.from) return place;
    if (place >= change.to) return place + now.length - old.length;
    const value = pointers[each] === null ? null : find(now, pointers[each]);
    return value ? Math.max(0, Math.min(value[0] + steps[each], value[1])) : change.from;
  });
}
