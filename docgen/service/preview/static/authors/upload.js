// Sending in a changed file, chosen or dropped: a draft, made from the version that was changed.

import { WORD, ask, element, here, showRefusal, template } from "./ask.js";

// Kept for this tab only: a name, so that it is typed once; and what was mended in a file on its way in.
const NAME = "docgen-author";
const MENDED = "docgen-mended-";
const form = document.getElementById("upload");
const file = document.getElementById("file");
const base = document.getElementById("base");
const author = document.getElementById("author");
const status = document.getElementById("upload-status");
const problem = document.getElementById("upload-problem");

/** The header with the name of the author, in UTF-8; none without a name, or for who is logged in. */
export function authorship() {
  if (!author) return {};
  const name = author.value.trim();
  sessionStorage.setItem(NAME, name);
  return name ? { "Docgen-Author": String.fromCharCode(...new TextEncoder().encode(name)) } : {};
}

/** A file that was downloaded here has the name of its version in its own name. */
function guessVersion() {
  const named = /_([0-9a-f]{12})\b/.exec(file.files[0]?.name ?? "")?.[1];
  if ([...base.options].some((option) => option.value === named)) base.value = named;
  problem.hidden = true;
}

function dropped(event) {
  event.preventDefault();
  form.classList.remove("over");
  if (event.dataTransfer.files.length === 0) return;
  file.files = event.dataTransfer.files;
  guessVersion();
  form.querySelector("button").focus();
}

async function send(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  problem.hidden = true;
  button.disabled = true;
  status.textContent = here.sending;
  try {
    const headers = { "Content-Type": WORD, "If-Match": `"${base.value}"`, ...authorship() };
    const answer = await ask(template(".docx"), { method: "PUT", headers, body: file.files[0] });
    const { version, findings } = await answer.json();
    const mended = findings.filter((each) => each.severity === "repaired");
    if (mended.length > 0) sessionStorage.setItem(MENDED + version, JSON.stringify(mended));
    show(version);
  } catch (error) {
    status.textContent = "";
    button.disabled = false;
    showRefusal(problem, error);
    if (error.problem.status === 412) problem.append(latest());
  }
}

/** What was mended in the version on the page when it was sent in from here. */
export function mended() {
  return JSON.parse(sessionStorage.getItem(MENDED + here.version) ?? "[]");
}

/** Go to a version of this template, and there to what the page tells of it. */
export function show(version) {
  const address = new URL(location.href);
  address.searchParams.set("version", version);
  address.hash = "shown";
  if (address.search !== location.search) {
    location.assign(address);
    return;
  }
  history.replaceState(null, "", address); // an address that differs in its hash alone would load nothing
  location.reload();
}

function latest() {
  const address = new URL(location.href);
  address.searchParams.delete("version");
  const link = element("a", "", here.newest);
  link.href = address.href;
  return link;
}

export function startUpload() {
  if (author) author.value = sessionStorage.getItem(NAME) ?? "";
  form.querySelector("button").disabled = false;
  form.addEventListener("submit", send);
  file.addEventListener("change", guessVersion);
  // A file that misses its mark must not replace the page.
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());
  form.addEventListener("dragover", () => form.classList.add("over"));
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", dropped);
}
