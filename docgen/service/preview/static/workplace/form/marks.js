// What is wrong or to remark, by the place of the form where it stands.

import { home } from "./schema.js";

let faults = [];
const places = new Map();
const counts = new Map();

/** Every place around a pointer, itself first: "/a/b" lies in "/a/b", "/a" and "". */
export function around(pointer) {
  const found = [pointer];
  while (found.at(-1) !== "") found.push(found.at(-1).slice(0, found.at(-1).lastIndexOf("/")));
  return found;
}

/** Other faults: `{pointer, message, remedy?, severity?}` as the service tells them. */
export function put(found) {
  faults = found.map((each) => ({ ...each, ...home(each.pointer ?? ""), warning: each.severity === "warning" }));
  places.clear();
  counts.clear();
  for (const each of faults) {
    places.set(each.pointer, [...(places.get(each.pointer) ?? []), each]);
    for (const place of around(each.pointer)) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
}

export function all() {
  return faults;
}

export function at(pointer) {
  return places.get(pointer) ?? [];
}

/** How many there are at a place and under it. */
export function count(pointer) {
  return counts.get(pointer) ?? 0;
}
