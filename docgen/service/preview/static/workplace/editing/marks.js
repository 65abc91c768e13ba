// What the service says about the request, as marks on the values that it is about: an underline, a sign beside the line
// and the words.

import {
  EditorView, forEachDiagnostic, keymap, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics,
} from "../../vendor/codemirror/codemirror.js";
import { locate } from "../locate.js";

const said = document.getElementById("said");

function offset(doc, { line: number, column }) {
  const line = doc.line(Math.min(number, doc.lines));
  // The service counts whole characters, the editor counts halves of the rare ones too.
  return line.from + [...line.text].slice(0, column - 1).join("").length;
}

/** Where the JSON breaks: from there to the end of the line; all of the line when it breaks at its end. */
function broken(doc, problem) {
  const place = offset(doc, problem);
  const line = doc.lineAt(place);
  return [place < line.to ? place : line.from, line.to];
}

/** A value; of an object or a list, and where a field is missing, its bracket. */
function field(text, pointer) {
  const [start, end] = locate(text, pointer);
  return [start, text[start] === "{" || text[start] === "[" ? start + 1 : end];
}

function mark([from, to], { message, remedy = "", severity = "error" }) {
  return { from, to, severity, message: remedy ? `${message} ${remedy}` : message };
}

function marksOf({ state, problem, data }, view, text) {
  if (problem?.line) return [mark(broken(view.state.doc, problem), { message: problem.detail })];
  const found = state === "letter" ? data.findings : (problem.findings ?? problem.errors ?? []);
  // A finding without a place is about the whole letter; a mistake without one is about the whole request.
  const placed = found.filter(({ pointer, severity }) => pointer || (pointer === "" && !severity));
  return placed.map((each) => mark(field(text, each.pointer), each)).sort((one, other) => one.from - other.from);
}

/** Mark everything that an answer says. `text` is what stands in the editor. */
export function show(view, text, answer) {
  view.dispatch(setDiagnostics(view.state, marksOf(answer, view, text)));
}

/** Where the service says that the JSON breaks: [start, end] in the text of the editor. */
export function breaks(view, problem) {
  return broken(view.state.doc, problem);
}

/** The words of the marks at the cursor; else of those on its line. */
function here(state) {
  const { head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const at = [];
  const beside = [];
  forEachDiagnostic(state, ({ message }, from, to) => {
    if (from <= head && head <= to) at.push(message);
    else if (from <= line.to && to >= line.from) beside.push(message);
  });
  return [...new Set(at.length > 0 ? at : beside)].join("\n");
}

const spoken = EditorView.updateListener.of(({ state, view }) => {
  const words = view.hasFocus ? here(state) : said.textContent && here(state);
  if (said.textContent !== words) said.textContent = words;
});

export const marks = [
  lintGutter(),
  keymap.of([{ key: "F8", run: nextDiagnostic, preventDefault: true }, { key: "Shift-F8", run: previousDiagnostic, preventDefault: true }]),
  spoken,
];
