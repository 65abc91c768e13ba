// The fields of a group, in its order: what is required or filled in first, then what has fields of its own; the rest is
// folded away.

import { Field } from "./field.js";
import { Fold } from "./fold.js";
import { make } from "./make.js";
import { group } from "./schema.js";
import { say } from "./words.js";

const FEW = 3;

function filled(value) {
  return value !== undefined && value !== null;
}

export class Fields {
  /** `deeper(field)` makes the place of a field that is a group or a list. */
  constructor(owner, value, deeper) {
    this.owner = owner;
    this.places = new Map();
    const own = group(owner.field.of).fields;
    const leaves = own.filter(({ kind }) => kind !== "group" && kind !== "list");
    const first = leaves.filter((field) => field.required !== "no" || field.often || filled(value?.[field.name]));
    const few = first.length === 0 || leaves.length - first.length <= FEW;
    this.late = few ? [] : leaves.filter((field) => !first.includes(field));
    const place = (field) => {
      const made = field.kind === "group" || field.kind === "list" ? deeper(field) : new Field(field, owner);
      this.places.set(field.name, made);
      made.show(value?.[field.name]);
      return made.element;
    };
    const row = (fields) => make("div", { class: "fields" }, ...fields.map(place));
    this.elements = [row(few ? leaves : first)];
    if (this.late.length > 0) {
      this.more = new Fold(say("more"), (body) => {
        body.append(row(this.late));
        this.mark();
      }, "more");
      this.elements.push(this.more.element);
    }
    this.elements.push(...own.filter((field) => !leaves.includes(field)).map(place));
    this.value = value;
  }

  isLate(name) {
    return this.late.some((field) => field.name === name);
  }

  child(name) {
    if (this.isLate(name)) this.more.open();
    return this.places.get(name);
  }

  show(value) {
    this.value = value;
    if (this.late.some(({ name }) => filled(value?.[name]))) this.more.open();
    for (const [name, place] of this.places) place.show(value?.[name]);
  }

  mark() {
    for (const place of this.places.values()) place.mark();
    this.more?.mark(this.late.map(({ name }) => `${this.owner.pointer}/${name}`));
  }

  light(lit) {
    for (const place of this.places.values()) place.light(lit);
    this.more?.light(this.late.some(({ name }) => lit.around.has(`${this.owner.pointer}/${name}`)));
  }

  focus() {
    const [first] = this.places.values();
    first?.focus();
  }
}
