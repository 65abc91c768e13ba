// A file or a picture, which the request holds as base64.

import { button, make } from "./make.js";
import { say } from "./words.js";

const PICTURE = /^data:image\/(png|jpeg);base64,/;

function bytes(value) {
  const code = value.slice(value.indexOf(",") + 1);
  return Math.floor((code.length * 3) / 4) - (/=*$/.exec(code)[0].length);
}

function dataUri(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

/** `chosen` is the file that was chosen last: its name and type go with it. */
export function fileControl(field) {
  const whole = field.kind === "picture";
  const input = make("input", { type: "file", accept: whole ? "image/png,image/jpeg" : "application/pdf,image/png,image/jpeg" });
  const about = make("p", { class: "note" });
  let value;

  const clear = button(say("remove", field.title), () => {
    take(undefined);
    input.focus();
  });
  const shownPicture = make("img", { alt: "" });
  const own = { input, chosen: null, read: () => value, write, box: make("div", { class: "file" }, input, shownPicture, about, clear) };

  function write(given) {
    value = given ?? undefined;
    const text = typeof value === "string" ? value : "";
    about.textContent = text === "" ? "" : say("bytes", bytes(text).toLocaleString(document.documentElement.lang));
    clear.hidden = value === undefined;
    shownPicture.hidden = !PICTURE.test(text);
    if (PICTURE.test(text)) shownPicture.src = text;
    else shownPicture.removeAttribute("src");
  }

  function take(given, file = null) {
    write(given);
    own.chosen = file;
    input.value = "";
    own.box.dispatchEvent(new Event("take"));
  }

  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    const uri = await dataUri(file);
    take(whole ? uri : uri.slice(uri.indexOf(",") + 1), file);
  });
  // Elsewhere beside the letter a dropped file is a request.
  for (const dropped of ["dragover", "drop"]) own.box.addEventListener(dropped, (event) => event.stopPropagation());
  return own;
}
