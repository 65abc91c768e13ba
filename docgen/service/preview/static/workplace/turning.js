// Which page is looked at, and going to another one.

const pages = document.getElementById("pages");
const place = document.getElementById("place");
const previous = document.getElementById("page-before");
const next = document.getElementById("page-after");
const shown = new Map(); // how much of the window each page fills
let now = 0;

const seen = new IntersectionObserver((entries) => {
  for (const { target, intersectionRect } of entries) shown.set(target, intersectionRect.height);
  const all = [...pages.children];
  const most = all.reduce((best, sheet) => ((shown.get(sheet) ?? 0) > (shown.get(best) ?? 0) ? sheet : best), all[0]);
  if (most) tell(all.indexOf(most));
}, { threshold: Array.from({ length: 21 }, (_, step) => step / 20) });

function tell(number) {
  const count = pages.children.length;
  now = Math.max(0, Math.min(number, count - 1));
  place.textContent = count ? `${now + 1} / ${count}` : "";
  place.setAttribute("aria-label", count ? place.dataset.said.replace("##", count).replace("#", now + 1) : "");
  previous.disabled = now === 0;
  next.disabled = now >= count - 1;
}

function go(number) {
  const target = pages.children[Math.max(0, Math.min(number, pages.children.length - 1))];
  target?.scrollIntoView({ block: "start", inline: "nearest" });
  if (target) tell([...pages.children].indexOf(target));
}

/** The number of the page that is looked at, from 0. */
export function current() {
  return now;
}

/** After other pages came: watch those that are new. */
export function renewed() {
  for (const sheet of shown.keys()) {
    if (sheet.isConnected) continue;
    seen.unobserve(sheet);
    shown.delete(sheet);
  }
  for (const sheet of pages.children) {
    if (shown.has(sheet)) continue;
    shown.set(sheet, 0);
    seen.observe(sheet);
  }
  tell(now);
}

/** Do something that changes the size of the pages; what was at the top of the screen stays there. */
export function keepPlace(change) {
  const sheet = pages.children[now];
  const before = sheet?.getBoundingClientRect();
  change();
  if (!sheet) return;
  const top = pages.getBoundingClientRect().top;
  const after = sheet.getBoundingClientRect();
  if (before.top >= top) pages.scrollBy(0, after.top - before.top);
  else pages.scrollBy(0, after.top - top + ((top - before.top) / before.height) * after.height);
}

/** Back to the top: another letter has come. */
export function first() {
  pages.scrollTo(0, 0);
  tell(0);
}

const KEYS = {
  PageUp: () => go(now - 1), PageDown: () => go(now + 1), Home: () => go(0), End: () => go(pages.children.length - 1),
};

export function start() {
  previous.addEventListener("click", () => go(now - 1));
  next.addEventListener("click", () => go(now + 1));
  pages.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
}
