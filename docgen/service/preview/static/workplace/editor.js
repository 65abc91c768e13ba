// The request as JSON, in a code editor. It stands in a shadow root, so that its styles need no <style> in the page.

import {
  Annotation, EditorState, EditorView, Transaction, bracketMatching, closeBrackets, closeBracketsKeymap, codeFolding,
  defaultKeymap, drawSelection, foldGutter, foldKeymap, highlightActiveLine, highlightActiveLineGutter, history,
  historyKeymap, indentOnInput, indentUnit, json, keymap, lineNumbers, search, searchKeymap,
} from "../vendor/codemirror/codemirror.js";
import * as answers from "./answers.js";
import { look } from "./editing/look.js";
import { breaks, marks, show as showMarks } from "./editing/marks.js";
import { followLights, pointAtCursor, pointing } from "./editing/pointing.js";
import { carried, difference, textOf } from "./editing/text.js";
import { locate } from "./locate.js";
import { request } from "./request.js";
import { bringForward } from "./tabs.js";

const host = document.getElementById("request");
const KEYS = [...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap];
const fromElsewhere = Annotation.define();
let view = null;

/** The words of the editor's own parts, such as its search panel. */
function phrases() {
  const said = document.getElementById("editor-words").content.querySelectorAll("[data-phrase]");
  return Object.fromEntries([...said].map((each) => [each.dataset.phrase, each.textContent]));
}

const typed = EditorView.updateListener.of(({ docChanged, state, transactions }) => {
  if (!docChanged || transactions.some((each) => each.annotation(fromElsewhere))) return;
  request.put(textOf(state), "editor");
});

function extensions() {
  return [
    EditorState.phrases.of(phrases()),
    EditorView.contentAttributes.of({
      "aria-label": host.dataset.label, "aria-describedby": "hint", spellcheck: "false", tabindex: "0",
    }),
    EditorView.lineWrapping,
    json(), indentUnit.of("  "), indentOnInput(), bracketMatching(), closeBrackets(), codeFolding(),
    history(), drawSelection(), search({ top: true }), highlightActiveLine(), highlightActiveLineGutter(),
    marks, lineNumbers(), foldGutter(),
    // Tab is not taken: it leaves the editor. Ctrl+Enter asks for the letter anew, all over the page.
    keymap.of(KEYS.filter(({ key }) => key !== "Mod-Enter")),
    pointing, look, typed,
  ];
}

function build() {
  const shadow = host.attachShadow({ mode: "open" });
  const hint = document.createElement("p");
  hint.id = "hint";
  hint.hidden = true;
  hint.textContent = document.getElementById("hint").textContent;
  shadow.append(hint);
  view = new EditorView({ parent: shadow, root: shadow, state: EditorState.create({ extensions: extensions() }) });
}

/** What changed elsewhere changes here in that part only: the cursor and what can be undone stay. */
function show({ by }) {
  if (by === "editor") return;
  const old = textOf(view.state);
  const now = request.text.replace(/\r\n?/g, "\n");
  const changes = difference(old, now);
  if (changes === null) return;
  const another = by === "sample" || by === "file";
  const { anchor, head } = view.state.selection.main;
  const [from, to] = another ? [0, 0] : carried(old, now, changes, [anchor, head]);
  // The first text is no change that somebody could want to undo.
  const annotations = [fromElsewhere.of(true), Transaction.addToHistory.of(old !== "")];
  view.dispatch({ changes, selection: { anchor: from, head: to }, annotations, userEvent: "input" });
  if (another) view.scrollDOM.scrollTop = 0;
}

function choose([anchor, head]) {
  bringForward("source");
  view.focus();
  view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
}

/** Select the value that a pointer names, and bring it into view. */
export function select(pointer) {
  choose(locate(textOf(view.state), pointer));
}

/** Select what stands where the JSON breaks: `problem` has its `line` and `column`, both from 1. */
export function selectBreak(problem) {
  choose(breaks(view, problem));
}

export function start() {
  build();
  request.follow(show);
  followLights(view);
  answers.follow((answer) => {
    if (answer.state !== "letter" && answer.state !== "problem") return;
    showMarks(view, textOf(view.state), answer);
    if (view.hasFocus) pointAtCursor(view);
  });
}
