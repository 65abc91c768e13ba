// The choices above the request: a sample or a file of one's own, and the fields that are chosen from a list.

import * as invoice from "./invoice.js";
import { request } from "./request.js";
import { ask } from "./service.js";

const sample = document.getElementById("sample");
const file = document.getElementById("file");
const drop = document.getElementById("ask");
const choices = [...document.querySelectorAll("[data-sets]")];

function show({ by }) {
  if (by !== "sample") sample.value = "";
  for (const choice of choices) {
    choice.disabled = request.data === null;
    const value = request.at(choice.dataset.sets) ?? "";
    if (choice.type === "checkbox") choice.checked = value === choice.value;
    else choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
  }
}

function choose({ currentTarget: choice }) {
  const value = choice.type === "checkbox" ? (choice.checked ? choice.value : "") : choice.value;
  request.set(choice.dataset.sets, value === "" ? undefined : value, "choices");
  // Only a Word template has versions.
  if (choice.id === "engine" && value !== "word") request.set("/template_version", undefined, "choices");
}

/** A whole request, or a dossier alone: then the letter that is asked for stays as it is. */
function take(text) {
  let given = null;
  try {
    given = JSON.parse(text);
  } catch {
    // The service will say where it breaks.
  }
  const alone = given?.dossier === undefined && given?.creditor !== undefined && given?.debtor !== undefined;
  if (alone && request.data !== null) request.put(JSON.stringify({ ...request.data, dossier: given }, null, 2), "file");
  else request.put(text, "file");
}

export async function pick() {
  if (sample.value === "") return;
  const answer = await ask("sample", `/preview/samples/${encodeURIComponent(sample.value)}.json`);
  if (answer?.ok) request.put(await answer.text(), "sample");
}

async function upload(given) {
  if (!given) return;
  if (invoice.isInvoice(given)) await invoice.take(given);
  else take(await given.text());
}

export function start() {
  request.follow(show);
  invoice.start();
  sample.addEventListener("change", pick);
  for (const choice of choices) choice.addEventListener("change", choose);
  file.addEventListener("change", () => upload(file.files[0]).then(() => { file.value = ""; }));
  drop.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", (event) => {
    if (!drop.contains(event.relatedTarget)) drop.classList.remove("over");
  });
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.remove("over");
    upload(event.dataTransfer.files[0]);
  });
}
