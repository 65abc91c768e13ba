// What folds: a line that stays, and a body that is made when it is opened for the first time.

import { make } from "./make.js";
import { count } from "./marks.js";
import { say } from "./words.js";

export class Fold {
  /** `fill(body)` makes the body; `name` stands in the line. */
  constructor(name, fill, className) {
    this.name = make("span", { class: "name" }, name);
    this.line = make("span", { class: "line" });
    this.badge = make("span", { class: "badge", hidden: "" });
    this.body = make("div", { class: "body" });
    this.element = make("details", { class: className }, make("summary", {}, this.name, " ", this.line, " ", this.badge), this.body);
    this.fill = fill;
    this.made = false;
    this.element.addEventListener("toggle", () => {
      if (this.element.open) this.make();
    });
  }

  make() {
    if (this.made) return;
    this.made = true;
    this.fill(this.body);
  }

  open() {
    this.make();
    this.element.open = true;
  }

  /** Empties the body; it is made anew when it is open. */
  renew() {
    this.body.replaceChildren();
    this.made = false;
    if (this.element.open) this.make();
  }

  /** How much there is to mend at these pointers and under them. */
  mark(pointers) {
    const found = pointers.reduce((sum, pointer) => sum + count(pointer), 0);
    this.badge.textContent = found > 0 ? say("mend", found) : "";
    this.badge.hidden = found === 0;
  }

  light(lit) {
    this.element.classList.toggle("lit", lit);
  }

  focus() {
    this.element.querySelector("summary").focus();
  }
}
