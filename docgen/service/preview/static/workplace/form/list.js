// A list of groups, such as the invoices: one is added, moved or taken away.

import { request } from "../request.js";
import { Fold } from "./fold.js";
import { button, make } from "./make.js";
import { Place } from "./place.js";
import { put } from "./marks.js";
import { group, item } from "./schema.js";
import { say } from "./words.js";

const DEPTH = 3; // of its items: they always fold

export class List extends Place {
  /** `Group` makes its items. */
  constructor(field, parent, Group) {
    super(field, parent);
    this.Group = Group;
    this.items = [];
    this.value = [];
    this.fold = new Fold(field.title, (body) => this.fill(body), "group");
    this.own(this.fold.element);
  }

  fill(body) {
    this.rows = make("ol", { class: "rows" });
    this.items = [];
    const name = group(this.field.of).item;
    this.adder = button(say("add", name), () => this.add());
    body.append(this.faults.element, this.rows, make("div", { class: "tools" }, this.adder));
    this.fit();
    this.mark();
  }

  show(given) {
    const first = this.value.length === 0;
    this.value = Array.isArray(given) ? given : [];
    this.fold.line.textContent = this.value.length > 0 ? String(this.value.length) : say("none");
    if (this.fold.made) this.fit();
    if (first && this.value.length > 0) this.fold.open();
  }

  /** As many rows as there are items, each with its own value. */
  fit() {
    while (this.items.length > this.value.length) this.items.pop().row.remove();
    this.value.forEach((value, index) => {
      if (!this.items[index]) this.items.push(this.row(index));
      this.items[index].show(value);
    });
    this.adder.disabled = this.value.length >= this.field.most;
  }

  row(index) {
    const made = new this.Group(item(this.field, index), this, DEPTH);
    const tool = (name, sign, does) => {
      const pressed = button(sign, () => does(this.items.indexOf(made)));
      pressed.dataset.tool = name;
      return pressed;
    };
    made.row = make("li", {}, made.element, make(
      "div", { class: "tools row" },
      tool("up", "↑", (place) => this.move(place, place - 1, "up")),
      tool("down", "↓", (place) => this.move(place, place + 1, "down")),
      tool("remove", "×", (place) => this.remove(place)),
    ));
    this.rows.append(made.row);
    this.name(made, index);
    return made;
  }

  /** The name of an item follows its number. */
  name(made, index) {
    made.field = item(this.field, index);
    made.fold.name.textContent = made.title;
    made.fold.body.querySelector("[role=group]")?.setAttribute("aria-label", made.title);
    for (const tool of made.row.querySelectorAll(":scope > .tools button")) {
      tool.setAttribute("aria-label", say(tool.dataset.tool, made.title));
    }
  }

  renumber() {
    this.items.forEach((made, index) => this.name(made, index));
    put([]); // they were about other numbers; the answer tells them anew
  }

  add() {
    request.set(`${this.pointer}/${this.value.length}`, {}, "form");
    const made = this.items.at(-1);
    made.open();
    made.fields.focus();
  }

  remove(place) {
    this.items.splice(place, 1)[0].row.remove();
    this.renumber();
    if (this.value.length === 1 && this.field.required === "no") request.set(this.pointer, undefined, "form");
    else request.set(`${this.pointer}/${place}`, undefined, "form");
    const next = this.items[Math.min(place, this.items.length - 1)];
    if (next) next.focus();
    else this.adder.focus();
  }

  move(from, to, tool) {
    if (to < 0 || to >= this.items.length) return;
    const [made] = this.items.splice(from, 1);
    this.items.splice(to, 0, made);
    this.rows.insertBefore(made.row, this.rows.children[to + (to > from ? 1 : 0)] ?? null);
    this.renumber();
    const moved = [...this.value];
    moved.splice(to, 0, ...moved.splice(from, 1));
    request.set(this.pointer, moved, "form");
    made.row.querySelector(`[data-tool=${tool}]`).focus();
  }

  open() {
    this.fold.open();
  }

  child(step) {
    return this.items[Number(step)];
  }

  mark() {
    this.faults.show(this.pointer);
    this.fold.mark([this.pointer]);
    for (const made of this.items) made.mark();
  }

  light(lit) {
    this.fold.light(lit.around.has(this.pointer));
    for (const made of this.items) made.light(lit);
  }

  focus() {
    if (this.fold.made && !this.adder.disabled && this.items.length === 0) this.adder.focus();
    else this.fold.focus();
  }
}
