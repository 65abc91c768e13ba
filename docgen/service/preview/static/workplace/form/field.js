// A field: its label, its control, and what is wrong with it.

import { request } from "../request.js";
import { control } from "./controls.js";
import { fresh, make } from "./make.js";
import { around } from "./marks.js";
import { Place } from "./place.js";
import { say } from "./words.js";

const WIDE = new Set(["choice", "texts", "file", "picture"]);
const LONG = 40; // signs that do not fit in half a column
const MUST = { yes: "must", brand: "brand" };

function isWide({ kind, longest }) {
  return WIDE.has(kind) || (kind === "text" && (longest ?? Infinity) > LONG);
}

function same(one, other) {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

export class Field extends Place {
  constructor(field, parent) {
    super(field, parent);
    this.control = control(field);
    const { input } = this.control;
    const help = fresh();
    const told = [field.help, this.control.hint, field.example && say("example", field.example)];
    this.help = told.filter(Boolean).join(" ");
    input.id = fresh();
    input.setAttribute("aria-describedby", `${help} ${this.faults.id}`);
    if (field.required === "yes") input.setAttribute("aria-required", "true");
    const label = make("label", { for: input.id }, field.title);
    if (field.required in MUST) label.append(" ", make("span", { class: "must" }, say(MUST[field.required])));
    this.own(make(
      "div", { class: isWide(field) ? "field wide" : "field" },
      label, this.control.box ?? input, make("p", { id: help, hidden: "" }, this.help), this.faults.element,
    ));
    input.addEventListener("input", () => this.change());
    this.control.box?.addEventListener("take", () => this.change());
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && input.tagName === "INPUT") event.preventDefault(); // no letter in a tab of its own
    });
  }

  change() {
    const { chosen } = this.control;
    if (chosen) this.parent.takeFile(this.field.name, this.control.read(), chosen);
    else request.set(this.pointer, this.control.read(), "form");
  }

  show(value) {
    if (!same(this.control.read(), value)) this.control.write(value);
  }

  mark() {
    const wrong = this.faults.show(this.pointer);
    this.control.input.setAttribute("aria-invalid", String(wrong));
  }

  light({ exact }) {
    this.element.classList.toggle("lit", around(this.pointer).some((each) => exact.has(each)));
  }

  open() {}

  child() {
    return undefined;
  }

  focus() {
    this.control.input.focus();
  }
}
