// The check of the version on the page: its findings with their places, and the file back with comments.

import { WORD, ask, element, fill, here, save, showRefusal, template } from "./ask.js";
import { mended } from "./upload.js";

const ORDER = ["error", "warning", "repaired"];
const TAGS = /\{\{.*?\}\}|\{%.*?%\}/g;
const list = document.getElementById("findings");
const status = document.getElementById("check-status");

/** Findings with the number that the page gives them, worst first. */
export function ordered(findings) {
  const sorted = ORDER.flatMap((severity) => findings.filter((each) => each.severity === severity));
  return sorted.map((each, index) => ({ ...each, number: index + 1 }));
}

export function showFindings(findings) {
  list.replaceChildren(...findings.map(item));
  const counts = ORDER.map((severity) => findings.filter((each) => each.severity === severity).length);
  status.textContent = findings.length === 0 ? here.clean : fill(here.found, ...counts);
}

function item(finding) {
  const { number, severity, part, place, excerpt, message, remedy } = finding;
  const where = [part, place].filter((each, index, all) => each && all.indexOf(each) === index).join(" · ");
  const made = element("li", severity, element("p", "about", element("strong", "", `${number}. ${here[severity]}`), ` ${where}`));
  if (excerpt) made.append(element("p", "excerpt", ...marked(excerpt)));
  made.append(element("p", "message", message), element("p", "remedy", remedy));
  made.id = `finding-${number}`;
  return made;
}

/** The excerpt, with what stands between » and « marked. */
function marked(excerpt) {
  const found = /^(.*?)»(.*)«(.*)$/s.exec(excerpt);
  return found ? [found[1], element("mark", "", found[2]), found[3]] : [excerpt];
}

/** Whether a finding is about a page: the longest plain words around its place stand there. */
export function isAbout(finding, words) {
  const plain = finding.excerpt.replace(/[»«]/g, "").replace(/…/g, "{{}}");
  const pieces = plain.split(TAGS).map(squeezed).filter((each) => each.length > 11);
  const longest = pieces.sort((one, other) => other.length - one.length)[0];
  return longest !== undefined && squeezed(words).includes(longest);
}

function squeezed(words) {
  return words.replace(/[\s\u00ad\u200b-\u200d]+/g, "");
}

/** Check the version on the page; gives its findings. */
export async function check() {
  const box = document.getElementById("check-problem");
  const button = document.getElementById("commented");
  status.textContent = here.checking;
  try {
    const version = await ask(template(`.docx?version=${here.version}`));
    const content = await version.blob();
    const answer = await checked(content, "application/json");
    const findings = ordered([...(await answer.json()).findings, ...mended()]);
    showFindings(findings);
    button.disabled = false;
    button.addEventListener("click", () => comment(content, box));
    return findings;
  } catch (error) {
    status.textContent = "";
    showRefusal(box, error);
    return [];
  }
}

function checked(content, form) {
  const headers = { "Content-Type": WORD, Accept: form };
  const path = `/v1/templates/check?kind=${here.kind}&language=${here.language}`;
  return ask(path, { method: "POST", headers, body: content });
}

async function comment(content, box) {
  try {
    const answer = await checked(content, WORD);
    save(await answer.blob(), `${here.kind}_${here.language}_${here.version}.docx`);
  } catch (error) {
    showRefusal(box, error);
  }
}
