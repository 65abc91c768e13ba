// Puts values into the places that the page has for them. All of it as text: nothing here makes markup.

const language = document.documentElement.lang;
const money = new Intl.NumberFormat(language === "nl" ? "nl-NL" : "en-GB", { style: "currency", currency: "EUR" });
const long = new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
const short = new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", {
  day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC",
});

const AS = {
  money: (value) => money.format(value),
  date: (value) => long.format(new Date(value)),
  day: (value) => short.format(new Date(value)),
  iban: (value) => value.replace(/(.{4})(?=.)/g, "$1 "),
};

function at(data, path) {
  return path.split(".").reduce((inner, name) => inner?.[name], data);
}

/** A value in words, "" where there is none; `as` is money, date, day or iban. */
export function shown(value, as) {
  return value === null || value === undefined ? "" : (AS[as] ?? String)(value);
}

function row(template, item) {
  const copy = template.content.cloneNode(true);
  for (const cell of copy.querySelectorAll("[data-cell]")) {
    cell.textContent = shown(item[cell.dataset.cell], cell.dataset.as);
  }
  return copy;
}

/** The reasons of an amount: what has parts opens, what has none is a line. */
function reason(node) {
  const copy = document.getElementById("reason").content.cloneNode(true);
  const line = copy.firstElementChild;
  line.dataset.key = node.key;
  line.querySelector(".text").textContent = node.text;
  line.querySelector(".rule").textContent = node.rule;
  line.querySelector(".rule").title = node.source;
  line.querySelector(".sum").textContent = money.format(node.amount);
  if (node.parts.length === 0) return line;
  const whole = document.createElement("details");
  const head = document.createElement("summary");
  head.append(line);
  whole.append(head, ...node.parts.map(reason));
  return whole;
}

/** Fill every place under `root` from `data`; what has no value is hidden. */
export function fill(root, data) {
  for (const place of root.querySelectorAll("[data-value]")) {
    const value = shown(at(data, place.dataset.value), place.dataset.as);
    place.textContent = value;
    (place.closest("dl > div") ?? place).hidden = value === "";
  }
  for (const list of root.querySelectorAll("[data-list]")) {
    const items = at(data, list.dataset.list) ?? [];
    const template = list.querySelector("template");
    list.hidden = items.length === 0;
    template.parentElement.replaceChildren(template, ...items.map((item) => row(template, item)));
  }
  for (const place of root.querySelectorAll("[data-tree]")) {
    place.replaceChildren(...(at(data, place.dataset.tree) ?? []).map(reason));
  }
}
