// What is wrong with the request or to remark on the letter: worst first, each with its remedy and a way to its place.

import { follow } from "./answers.js";
import { selectBreak } from "./editor.js";
import { showSentence } from "./pages.js";
import { show } from "./places.js";

const problem = document.getElementById("problem");
const findings = document.getElementById("findings");
const broken = document.getElementById("broken");
const login = document.getElementById("login");

/** A finding; `place` is where its sentence stands on the pages, if it does. */
function item(each, place) {
  const template = document.getElementById("finding");
  const copy = template.content.cloneNode(true);
  const line = copy.querySelector("li");
  line.className = each.severity ?? "error";
  copy.querySelector(".severity").textContent = template.dataset[each.severity] ?? "";
  copy.querySelector(".article").textContent = each.article ?? "";
  copy.querySelector(".about").hidden = !each.severity;
  copy.querySelector(".message").textContent = each.message;
  copy.querySelector(".remedy").textContent = each.remedy ?? "";
  copy.querySelector(".remedy").hidden = !each.remedy;
  const pointer = copy.querySelector(".pointer");
  pointer.textContent = each.pointer;
  pointer.hidden = !each.pointer;
  pointer.addEventListener("click", () => show(each.pointer));
  const sentence = copy.querySelector(".sentence");
  sentence.textContent = each.sentence ?? "";
  sentence.hidden = !each.sentence;
  const onPage = copy.querySelector(".on-page");
  onPage.hidden = !place;
  onPage.addEventListener("click", () => showSentence(place));
  return copy;
}

/** Findings or mistakes in a box; `places`: where the sentence of each stands on the pages, or null. */
export function list(box, found, places = []) {
  box.querySelector(".errors").replaceChildren(...found.map((each, number) => item(each, places[number])));
}

/** Why there is no letter, or no file of it: the problem as the service tells it. */
export function showProblem(told) {
  problem.querySelector("h2").textContent = told.title;
  problem.querySelector(".detail").textContent = told.detail;
  list(problem, told.findings ?? told.errors ?? []);
  login.hidden = told.status !== 401;
  broken.hidden = !told.line;
  broken.textContent = broken.dataset.line.replace("#", told.line);
  broken.onclick = () => selectBreak(told);
  problem.hidden = false;
}

export function start() {
  follow((answer) => {
    if (answer.state === "problem") {
      findings.hidden = true;
      showProblem(answer.problem);
    }
    if (answer.state !== "letter") return;
    problem.hidden = true;
    list(findings, answer.data.findings, answer.data.sentences);
    findings.querySelector(".clean").hidden = answer.data.findings.length > 0;
    findings.hidden = false;
  });
}
