// The line of days as a picture: what is owed, when the letter is allowed, and the days that matter. What it shows can
// be read under it too, so it is hidden from who listens.

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 100;
const BAND = 6; // height of the band that shows when the letter is allowed
const PARTS = ["principal", "interest", "costs"];
const svg = document.querySelector("#outlook svg");

function shape(name, kind, attributes) {
  const made = document.createElementNS(SVG, name);
  made.setAttribute("class", kind);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function place(line, date) {
  return Math.round((Date.parse(date) - Date.parse(line.from)) / 86_400_000);
}

function upright(kind, x) {
  return shape("line", kind, { x1: x, x2: x, y1: 0, y2: HEIGHT });
}

/** A bar for each day that is known, one path for each part of the sum. */
function bars(line, most) {
  const paths = Object.fromEntries(PARTS.map((part) => [part, ""]));
  for (const day of line.days) {
    if (day.amounts === null) continue;
    const x = place(line, day.date) - 0.5;
    let low = HEIGHT - BAND - 1;
    for (const part of PARTS) {
      const tall = ((HEIGHT - BAND - 5) * Number(day.amounts[part])) / most;
      paths[part] += `M${x} ${low}h1v${-tall}h-1z`;
      low -= tall;
    }
  }
  return PARTS.map((part) => shape("path", part, { d: paths[part] }));
}

function band(line) {
  const lawful = line.days.filter((day) => day.lawful);
  const d = lawful.map((day) => `M${place(line, day.date) - 0.5} ${HEIGHT - BAND}h1v${BAND}h-1z`).join("");
  return shape("path", "lawful", { d });
}

/** Draw the line; `now` is the place of the day that is chosen. */
export function draw(line, now) {
  const last = place(line, line.to);
  const most = Math.max(1, ...line.days.map((day) => Number(day.amounts?.total ?? 0)));
  svg.setAttribute("viewBox", `0 0 ${last} ${HEIGHT}`);
  const kinds = new Map(line.marks.map((mark) => [place(line, mark.date), `mark ${mark.what}`]));
  svg.replaceChildren(
    ...bars(line, most),
    band(line),
    ...[...kinds].map(([x, kind]) => upright(kind, x)),
    ...(now >= 0 && now <= last ? [upright("now", now)] : []),
  );
}
