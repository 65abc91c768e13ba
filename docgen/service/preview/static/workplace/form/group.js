// A group of fields: the request, its dossier, a party in it, an item of a list. A group that may be left out is added
// and taken away as a whole.

import { request } from "../request.js";
import { Fields } from "./fields.js";
import { Fold } from "./fold.js";
import { List } from "./list.js";
import { button, make } from "./make.js";
import { Place } from "./place.js";
import { group } from "./schema.js";
import { say, shown } from "./words.js";

const PLAIN = 2; // the request and its dossier do not fold
const IN_LINE = 2; // values in the line of a group that has no line of its own

function asGroup(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
}

export class Group extends Place {
  constructor(field, parent, depth = 0) {
    super(field, parent);
    this.depth = depth;
    this.plain = depth < PLAIN;
    this.value = undefined;
    this.fields = null;
    if (this.plain) {
      this.body = make("div", { class: "body" });
      const legend = field.title ? [make("legend", {}, field.title)] : [];
      this.own(make("fieldset", { class: "plain" }, ...legend, this.faults.element, this.body));
    } else {
      this.fold = new Fold(field.title, (body) => this.fill(body), "group");
      this.own(this.fold.element);
    }
  }

  /** Is it there, or does it have to be? */
  get present() {
    return this.field.required === "yes" || this.value !== undefined;
  }

  fill(body) {
    if (!this.plain) body.append(this.faults.element);
    this.fields = this.present ? new Fields(this, this.value, (field) => this.deeper(field)) : null;
    const removable = this.present && this.field.required !== "yes";
    const inside = make("div", { role: "group", "aria-label": this.title }, ...(this.fields?.elements ?? []));
    this.tools = make("div", { class: "tools" });
    if (!this.present) this.tools.append(button(say("add", this.title), () => this.add()));
    if (removable) this.tools.append(button(say("remove", this.title), () => this.remove()));
    body.append(inside, this.tools);
    this.mark();
  }

  deeper(field) {
    return field.kind === "list" ? new List(field, this, Group) : new Group(field, this, this.depth + 1);
  }

  add() {
    request.set(this.pointer, {}, "form");
    this.fields?.focus();
  }

  remove() {
    request.set(this.pointer, undefined, "form");
    this.tools.querySelector("button").focus();
  }

  /** A file was chosen: its name and type fill the fields for them that are empty. */
  takeFile(name, content, file) {
    const known = group(this.field.of).fields.map((field) => field.name);
    const about = { name: file.name, media_type: file.type };
    const more = Object.entries(about).filter(([key]) => known.includes(key) && key !== name && !this.value?.[key]);
    if (known.includes("media_type")) request.set(this.pointer, { ...Object.fromEntries(more), ...this.value, [name]: content }, "form");
    else request.set(`${this.pointer}/${name}`, content, "form");
  }

  show(given) {
    if (this.isItem && this.unchanged(given)) return;
    const before = this.present;
    const first = this.value === undefined;
    this.value = asGroup(given);
    if (this.plain) {
      if (this.fields) this.fields.show(this.value);
      else this.fill(this.body);
      return;
    }
    this.fold.line.textContent = this.present ? this.line() : say("none");
    if (this.fold.made && before !== this.present) this.fold.renew();
    else if (this.fold.made) this.fields?.show(this.value);
    if (first && this.present && !this.isItem) this.fold.open();
  }

  /** A list may be long, and most of its items stay as they are. */
  unchanged(given) {
    const before = this.text;
    this.text = JSON.stringify(given);
    return this.text === before;
  }

  get isItem() {
    return this.parent?.field.kind === "list";
  }

  line() {
    const { fields, line } = group(this.field.of);
    const said = (name) => shown(fields.find((field) => field.name === name), this.value?.[name]);
    if (line.length === 0) return fields.map(({ name }) => said(name)).filter(Boolean).slice(0, IN_LINE).join(" · ");
    const filled = line.map((part) => part.replace(/\{(\w+)\}/, (_, name) => said(name) || "\0"));
    return filled.filter((part) => !part.includes("\0")).join(" · ");
  }

  open() {
    this.fold?.open();
  }

  child(step) {
    return this.fields?.child(step);
  }

  mark() {
    this.faults.show(this.pointer);
    this.fold?.mark([this.pointer]);
    this.fields?.mark();
  }

  light(lit) {
    this.fold?.light(lit.around.has(this.pointer));
    this.fields?.light(lit);
  }

  focus() {
    if (this.fold) this.fold.focus();
    else this.fields.focus();
  }
}
