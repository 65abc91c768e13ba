// A place of the form: it knows the places around it, so that it stays right when a list changes.

import { at } from "./marks.js";
import { fresh, make } from "./make.js";

const places = new WeakMap();

/** The place that an element belongs to, or null. */
export function placeOf(element) {
  const holder = element.closest("[data-place]");
  return holder ? places.get(holder) : null;
}

/** Messages under a field or on top of a group. */
export class Faults {
  constructor() {
    this.id = fresh();
    this.element = make("div", { class: "faults", id: this.id });
  }

  /** Shows what stands at a pointer; tells whether an error is among it. */
  show(pointer) {
    const found = at(pointer);
    this.element.replaceChildren(...found.map((each) => make(
      "p", { class: each.warning ? "warning" : "error" },
      each.message, ...(each.remedy ? [make("span", { class: "remedy" }, ` ${each.remedy}`)] : []),
    )));
    return found.some((each) => !each.warning);
  }
}

export class Place {
  constructor(field, parent) {
    this.field = field;
    this.parent = parent;
    this.faults = new Faults();
  }

  get pointer() {
    return this.parent ? `${this.parent.pointer}/${this.field.name}` : "";
  }

  get title() {
    return this.field.title;
  }

  /** Makes an element the one of this place. */
  own(element) {
    element.setAttribute("data-place", "");
    places.set(element, this);
    this.element = element;
  }
}
