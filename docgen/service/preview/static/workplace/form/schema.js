// What the form is made of: the groups of a request and their fields, as the service tells them in the reader's language.

import { steps } from "../request.js";
import { ask } from "../service.js";

let told = null;

/** Fetches the groups; false when they do not come. */
export async function load() {
  const answer = await ask("schema", "/preview/schema");
  if (!answer?.ok) return false;
  told = await answer.json();
  return true;
}

export function group(name) {
  return told.groups[name];
}

/** The whole request, as if it were a field. */
export function whole() {
  return { name: "", title: "", kind: "group", of: told.root, required: "yes" };
}

function within(field, step) {
  if (field.kind === "list") return /^\d+$/.test(step) ? item(field, Number(step)) : undefined;
  return field.kind === "group" ? group(field.of).fields.find((each) => each.name === step) : undefined;
}

/** An item of a list, as a field. */
export function item(list, index) {
  return { ...list, kind: "group", name: String(index), title: `${group(list.of).item} ${index + 1}`, required: "yes" };
}

/** The nearest place that the form has around a pointer, and the titles on the way to it. */
export function home(pointer) {
  let field = whole();
  let near = "";
  const titles = [];
  for (const step of steps(pointer)) {
    field = within(field, step);
    if (!field) break;
    near += `/${step}`;
    titles.push(field.title);
  }
  return { pointer: near, titles };
}
