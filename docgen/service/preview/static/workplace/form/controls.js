// What a value is typed or chosen in. Each control has its `input`, and reads and writes the value of the request.

import { fileControl } from "./files.js";
import { make } from "./make.js";
import { decimal, isDay, plain, say } from "./words.js";

const asText = (value) => (value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
const orNothing = (text) => (text === "" ? undefined : text);

function text(field) {
  const input = make("input", { type: "text", maxlength: field.longest, autocomplete: "off", spellcheck: "false" });
  return {
    input,
    read: () => orNothing(input.value),
    write: (value) => { input.value = asText(value); },
  };
}

function amount() {
  const input = make("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "n" });
  return {
    input,
    read: () => orNothing(plain(input.value.trim())),
    write: (value) => { input.value = decimal(asText(value)); },
  };
}

function whole() {
  const input = make("input", { type: "text", inputmode: "numeric", autocomplete: "off", class: "n" });
  return {
    input,
    read: () => (/^-?\d{1,12}$/.test(input.value) ? Number(input.value) : orNothing(input.value)),
    write: (value) => { input.value = asText(value); },
  };
}

/** A day or a time. What is none cannot stand in such an input, so it becomes one for text. */
function calendar(type, fits) {
  const input = make("input", { type, autocomplete: "off" });
  return {
    input,
    read: () => orNothing(input.value),
    write: (value) => {
      const given = asText(value);
      input.type = given === "" || fits(given) ? type : "text";
      input.value = given;
    },
  };
}

function choice(field) {
  const usual = field.choices.find((each) => String(each.value) === String(field.usual));
  const none = usual ? say("usual", usual.title) : say("none");
  const options = field.choices.map((each) => make("option", { value: String(each.value) }, each.title));
  const input = make("select", {}, make("option", { value: "" }, none), ...options);
  const known = () => field.choices.find((each) => String(each.value) === input.value);
  return {
    input,
    read: () => known()?.value ?? orNothing(input.value),
    write: (value) => {
      const given = asText(value);
      input.querySelector("[data-odd]")?.remove();
      if (![...input.options].some((option) => option.value === given)) {
        input.append(make("option", { value: given, "data-odd": "" }, given));
      }
      input.value = given;
    },
  };
}

function texts() {
  const input = make("textarea", { rows: 3, spellcheck: "false", autocomplete: "off" });
  const lines = () => input.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return {
    input,
    hint: say("lines"),
    read: () => (lines().length > 0 ? lines() : undefined),
    write: (value) => { input.value = Array.isArray(value) ? value.map(asText).join("\n") : asText(value); },
  };
}

const KINDS = {
  text,
  amount,
  percent: amount,
  whole,
  date: () => calendar("date", isDay),
  time: () => calendar("time", (given) => /^([01]\d|2[0-3]):[0-5]\d$/.test(given)),
  choice,
  texts,
  file: fileControl,
  picture: fileControl,
};

export function control(field) {
  return KINDS[field.kind](field);
}
