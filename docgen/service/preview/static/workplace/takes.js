// Taking the letter along: in every form there is, and on paper.

import { showProblem } from "./findings.js";
import { load } from "./framed.js";
import { request } from "./request.js";
import { post } from "./service.js";

const takes = document.getElementById("takes");
const status = document.getElementById("status");
const ask = document.getElementById("ask");

export function ready(yes) {
  for (const button of takes.querySelectorAll("button")) button.disabled = !yes;
}

async function download({ currentTarget: button }) {
  const answer = await post("download", "/v1/letters", request.text, button.dataset.form);
  if (!answer) return;
  if (!answer.ok) {
    showProblem(await answer.json());
    return;
  }
  const name = /filename="?([^";]+)"?/.exec(answer.headers.get("Content-Disposition") ?? "");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name ? name[1] : "letter";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Where a browser does not print a PDF from within a page: the PDF in a tab, and what to do there. */
function inTab() {
  ask.requestSubmit();
  status.textContent = status.dataset.hint;
}

/** Print the finished PDF itself, from a frame that nobody sees. */
function print() {
  if (!navigator.pdfViewerEnabled) {
    inTab();
    return;
  }
  document.getElementById("printed")?.remove();
  const frame = document.createElement("iframe");
  Object.assign(frame, { id: "printed", name: "printed", tabIndex: -1 });
  frame.setAttribute("aria-hidden", "true");
  document.body.append(frame);
  frame.addEventListener("load", () => {
    if (frame.contentWindow.location.href === "about:blank") return;
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    } catch {
      inTab();
    }
  });
  load(frame, "pdf");
}

export function start() {
  for (const button of takes.querySelectorAll("[data-form]")) button.addEventListener("click", download);
  document.getElementById("print").addEventListener("click", print);
}
