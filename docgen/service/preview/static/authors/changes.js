// What the version on the page changes in the letters of the samples: in words, as a Word file, and in pictures.

import { ask, element, fill, here, showRefusal, template } from "./ask.js";
import { row } from "./sheet.js";

const NAMES = { same: "span", removed: "del", added: "ins" };
const place = document.getElementById("changes");
const status = document.getElementById("changes-status");
const problem = document.getElementById("changes-problem");

export async function showChanges() {
  if (!place) return;
  status.textContent = here.comparing;
  try {
    const answer = await ask(template(`/diff?from=${here.published}&to=${here.version}`));
    const { samples } = await answer.json();
    const changed = samples.filter((each) => each.changes.length > 0);
    status.textContent = changed.length === 0 ? here.same : fill(here.changed, changed.length, samples.length);
    place.replaceChildren(...alike(changed).map(group));
  } catch (error) {
    status.textContent = "";
    showRefusal(problem, error);
  }
}

/** Samples whose letters change in the same words stand together. */
function alike(samples) {
  const groups = new Map();
  for (const each of samples) {
    const key = JSON.stringify(each.changes);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

function group(samples) {
  const paragraphs = samples[0].changes.map((pieces) =>
    element("p", "change", ...pieces.map((piece) => element(NAMES[piece.change], "", piece.text))),
  );
  return element("section", "changed", ...paragraphs, ...samples.map((each) => tools(each.sample)));
}

function tools(sample) {
  const link = element("a", "", here.tracked);
  link.href = template(`/diff?${new URLSearchParams({ from: here.published, to: here.version, sample })}`);
  link.download = "";
  link.setAttribute("aria-label", fill(here.of, here.tracked, sample));
  const button = element("button", "", here.beside);
  button.type = "button";
  button.setAttribute("aria-label", fill(here.of, here.beside, sample));
  button.setAttribute("aria-expanded", "false");
  const made = element("div", "pair", element("h3", "", sample), element("span", "tools", link, button));
  button.addEventListener("click", () => beside(button, made, sample));
  return made;
}

async function beside(button, made, sample) {
  const shown = made.querySelector(".beside");
  button.setAttribute("aria-expanded", String(shown === null));
  if (shown) {
    shown.remove();
    return;
  }
  button.disabled = true;
  const both = element("div", "beside");
  try {
    for (const [name, version] of [[here.before, here.published], [here.after, here.version]]) {
      both.append(element("div", "", element("h4", "", name), await row(version, sample, [])));
    }
  } catch (error) {
    const box = element("div", "problem");
    showRefusal(box, error);
    both.replaceChildren(box);
  }
  made.append(both);
  button.disabled = false;
}
