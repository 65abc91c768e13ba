// Publishing the version on the page, after a clear question.

import { ask, here, showRefusal, template } from "./ask.js";
import { ordered, showFindings } from "./findings.js";
import { authorship, show } from "./upload.js";

const form = document.getElementById("publish");
const dialog = document.getElementById("confirm");
const problem = document.getElementById("publish-problem");

async function publish() {
  const button = form.querySelector("button");
  const note = document.getElementById("note").value.trim();
  button.disabled = true;
  problem.hidden = true;
  try {
    const body = JSON.stringify({ version: here.version, ...(note ? { note } : {}) });
    const headers = { "Content-Type": "application/json", ...authorship() };
    await ask(template("/publish"), { method: "POST", headers, body });
    show(here.version);
  } catch (error) {
    button.disabled = false;
    showRefusal(problem, error);
    if (error.problem.findings) showFindings(ordered(error.problem.findings));
  }
}

export function startPublish() {
  if (!form) return;
  form.querySelector("button").disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    dialog.returnValue = "no";
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes") publish();
  });
}
