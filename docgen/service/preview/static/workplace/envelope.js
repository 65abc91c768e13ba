// The envelope over the first page: its window, the folds, the printer's margin and the payment code, as the service
// tells them in millimetres.

const SVG = "http://www.w3.org/2000/svg";
const pages = document.getElementById("pages");
const toggle = document.getElementById("envelope");
const told = document.getElementById("enveloped");
let envelope = null;

function shape(name, attributes, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

function sheet() {
  return shape("svg", { viewBox: "0 0 210 297", class: "overlay", "aria-hidden": "true" });
}

function rectangle({ left, top, width, height }, name, more = 0) {
  return shape("rect", {
    x: left - more, y: top - more, width: width + 2 * more, height: height + 2 * more, class: name,
  });
}

function label(x, y, text, anchor = "start") {
  return shape("text", { x, y, class: "measure", "text-anchor": anchor }, text);
}

function front({ window: open, folds, margin, side }) {
  const drawn = sheet();
  const edge = folds[0].top;
  const hole = `M${open.left} ${open.top}v${open.height}h${open.width}v${-open.height}z`;
  drawn.append(
    shape("path", { d: `M0 0H210V${edge}H0z${hole}`, class: "paper", "fill-rule": "evenodd" }),
    shape("path", { d: `M0 ${edge}H210V297H0z`, class: "folded" }),
    rectangle({ left: 0, top: 0, width: 210, height: 297 }, "safe", -margin),
    label(210 - margin - 1, 297 - margin - 1.5, pages.dataset.margin.replace("#", margin), "end"),
    rectangle(open, "window"),
    label(open.left, open.top - 1.5, `${pages.dataset.window}: ${open.width} × ${open.height} mm`),
  );
  for (const fold of folds) {
    const end = side === "right" ? "start" : "end";
    drawn.append(
      shape("path", { d: `M0 ${fold.top}H210`, class: "line" }),
      shape("path", { d: `M${fold.left} ${fold.top}h${fold.width}`, class: "mark" }),
      label(side === "right" ? 7 : 203, fold.top - 1.5, `${fold.top} mm: ${fold.says}`, end),
    );
  }
  return drawn;
}

function code(found) {
  const drawn = sheet();
  const { left, top, width, height, least, short } = found;
  const smallest = { left: left + (width - least) / 2, top: top + (height - least) / 2, width: least, height: least };
  drawn.append(
    rectangle(found, found.fits ? "window" : "window wrong"),
    rectangle(smallest, "least"),
    label(left + width / 2, top - 1.5, `${short} (≥ ${least} mm)`, "middle"),
  );
  return drawn;
}

function draw() {
  for (const old of pages.querySelectorAll(".overlay")) old.remove();
  if (!envelope || toggle.getAttribute("aria-pressed") !== "true") return;
  pages.children[0]?.append(front(envelope));
  if (envelope.code) pages.children[envelope.code.page]?.append(code(envelope.code));
}

/** In words: always when something is wrong, else while the envelope is shown. */
function say() {
  const open = toggle.getAttribute("aria-pressed") === "true";
  const wrong = envelope?.address.wrong ?? [];
  told.hidden = !envelope || !(open || wrong.length > 0);
  if (!envelope) return;
  told.classList.toggle("no", !envelope.address.fits);
  told.querySelector(".verdict").textContent = envelope.address.says;
  told.querySelector(".wrong").replaceChildren(...wrong.map((sentence) => {
    const line = document.createElement("li");
    line.textContent = sentence;
    return line;
  }));
  told.querySelector(".measures").textContent = open ? envelope.code?.says ?? "" : "";
}

/** The envelope of another letter; null when there is no letter. */
export function show(found) {
  envelope = found;
  draw();
  say();
}

export function start() {
  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
    show(envelope);
  });
}
