// Elements. Values of a dossier only ever become text.

let count = 0;

export function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...inside);
  return element;
}

/** An id of its own. */
export function fresh() {
  count += 1;
  return `form-${count}`;
}

export function button(text, pressed, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", pressed);
  return element;
}
