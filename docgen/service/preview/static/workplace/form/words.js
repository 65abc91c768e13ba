// The words of the form that are no part of the schema, and values as people read them.

const said = document.getElementById("form").dataset;
const language = document.documentElement.lang;
const money = new Intl.NumberFormat(language, { style: "currency", currency: "EUR" });
const day = new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
const AMOUNT = /^-?\d+(\.\d+)?$/;

/** A sentence by its name, with a value at its #. */
export function say(name, value = "") {
  return said[name].replace("#", () => value);
}

/** Is it a day that a calendar has, as year-month-day? */
export function isDay(text) {
  const found = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00Z`) : new Date(NaN);
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(text);
}

/** A decimal with the reader's comma or point; other text as it is. */
export function decimal(text) {
  return language === "nl" && AMOUNT.test(text) ? text.replace(".", ",") : text;
}

/** What somebody types as a decimal, as the request has it: "1.234,50" and "1234,50" are "1234.50". */
export function plain(text) {
  if (/^-?\d{1,3}(\.\d{3})+,\d{1,4}$/.test(text)) return text.replaceAll(".", "").replace(",", ".");
  return /^-?\d+,\d{1,4}$/.test(text) ? text.replace(",", ".") : text;
}

/** A value in a folded line; empty when there is none. */
export function shown(field, value) {
  if (value === undefined || value === null || typeof value === "object") return "";
  const text = String(value);
  if (field.kind === "amount") return AMOUNT.test(text) ? money.format(text) : text;
  if (field.kind === "date") return isDay(text) ? day.format(new Date(text)) : text;
  if (field.kind === "choice") return field.choices.find((each) => String(each.value) === text)?.title ?? text;
  return ["file", "picture"].includes(field.kind) ? "" : text;
}
