// The pages of every sample as a contact sheet; pages that a finding is about are framed.

import { Refused, ask, element, fill, here, showRefusal } from "./ask.js";
import { isAbout } from "./findings.js";

const status = document.getElementById("sheet-status");
const sheet = document.getElementById("pages");

async function pagesOf(version, sample) {
  const query = new URLSearchParams({ version, sample });
  const answer = await ask(`/preview/templates/${here.kind}/${here.language}/pages?${query}`);
  return answer.json();
}

function picture(page, number, sample, findings) {
  const image = element("img");
  image.src = page.picture;
  image.alt = fill(here.page, number, sample);
  const about = findings.filter((each) => isAbout(each, page.words)).map((each) => each.number);
  const made = element("figure", about.length > 0 ? "framed" : "", image);
  const caption = about.length > 0 ? `${number} · ${fill(here.about, about.join(", "))}` : `${number}`;
  made.append(element("figcaption", "", caption));
  return made;
}

/** The pages of a sample in a row. Throws `Refused`. */
export async function row(version, sample, findings) {
  const pages = await pagesOf(version, sample);
  return element("div", "row", ...pages.map((page, index) => picture(page, index + 1, sample, findings)));
}

/** Why samples have no pages: a reason that many share stands here once, with their names. */
class Refusals {
  #samples = new Map();

  add(sample, error) {
    const reason = error.problem.detail ?? error.problem.title;
    if (this.#samples.has(reason)) {
      this.#samples.get(reason).textContent += `, ${sample}`;
      return;
    }
    const names = element("h3", "", sample);
    const box = element("div", "problem");
    showRefusal(box, error);
    this.#samples.set(reason, names);
    sheet.append(element("section", "sample refused", names, box));
  }
}

export async function showSheet(button, findings) {
  const samples = JSON.parse(here.samples);
  button.disabled = true;
  sheet.replaceChildren();
  const refusals = new Refusals();
  try {
    for (const [index, sample] of samples.entries()) {
      status.textContent = fill(here.making, index + 1, samples.length);
      try {
        const pages = await row(here.version, sample, findings);
        sheet.append(element("section", "sample", element("h3", "", sample), pages));
      } catch (error) {
        if (!(error instanceof Refused) || error.problem.status === 503) throw error; // so it is with every sample
        refusals.add(sample, error);
      }
    }
    const framed = sheet.querySelector(".framed") ? ` ${here.framed}` : "";
    status.textContent = fill(here.made, samples.length) + framed;
  } catch (error) {
    status.textContent = "";
    const box = element("div", "problem");
    showRefusal(box, error);
    sheet.replaceChildren(box);
  }
  button.disabled = false;
  larger();
}

function larger() {
  const button = document.getElementById("larger");
  button.hidden = sheet.querySelector("img") === null;
  button.onclick = () => {
    const on = sheet.classList.toggle("large");
    button.setAttribute("aria-pressed", String(on));
  };
}
