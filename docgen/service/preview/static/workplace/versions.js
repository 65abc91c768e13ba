// The versions of the Word template that the letter can be made from. A draft makes no letters, so it is not among them.

import { request } from "./request.js";
import { ask } from "./service.js";

const version = document.getElementById("version");
const wanted = "/template_version";
const day = new Intl.DateTimeFormat(document.documentElement.lang === "nl" ? "nl-NL" : "en-GB", { dateStyle: "medium" });
let listed = "";

function option({ version: name, state, saved_at: saved }) {
  const line = document.createElement("option");
  line.value = name;
  line.textContent = [name, saved && day.format(new Date(saved)), version.dataset[state]].filter(Boolean).join(" · ");
  return line;
}

async function show() {
  const word = request.at("/engine") === "word";
  const kind = request.at("/kind");
  const language = request.at("/language") ?? request.at("/dossier/debtor/language") ?? "nl";
  version.disabled = !word;
  const template = `${encodeURIComponent(kind)}/${encodeURIComponent(language)}`;
  if (word && template !== listed) {
    listed = template;
    const answer = await ask("versions", `/v1/templates/${template}/versions`).catch(() => null);
    const found = answer?.ok ? await answer.json() : [];
    const usual = version.options[0];
    version.replaceChildren(usual, ...found.filter(({ state }) => state !== "draft").map(option));
  }
  const chosen = request.at(wanted) ?? "";
  version.value = [...version.options].some(({ value }) => value === chosen) ? chosen : "";
}

export function start() {
  request.follow(show);
  version.addEventListener("change", () => request.set(wanted, version.value || undefined, "choices"));
}
