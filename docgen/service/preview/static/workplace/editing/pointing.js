// The editor and what is pointed at: values that belong to an amount light up, and the value under the cursor or the mouse
// is pointed at.

import { Decoration, EditorView, StateEffect, StateField } from "../../vendor/codemirror/codemirror.js";
import * as lights from "../lights.js";
import { find, pointerAt } from "../locate.js";
import { textOf } from "./text.js";

const PAUSE = 120; // milliseconds that the cursor or the mouse rests

const lightUp = StateEffect.define();
const sheen = Decoration.mark({ class: "cm-lit" });
const lit = StateField.define({
  create: () => Decoration.none,
  update(marked, transaction) {
    const effect = transaction.effects.find((each) => each.is(lightUp));
    return effect ? Decoration.set(effect.value.map(([from, to]) => sheen.range(from, to)), true) : marked.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

let waiting = 0;
let own = false;

/** Tell the others what is pointed at here, once the pointer rests; null is nothing. */
function tell(pointer) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    own = true;
    if (pointer === null || pointer === "") lights.pointAtNothing();
    else lights.pointAtPlace(pointer);
    own = false;
  }, PAUSE);
}

/** Point at the value at the cursor, if somebody is working in the editor. */
export function pointAtCursor(view) {
  tell(view.hasFocus ? pointerAt(textOf(view.state), view.state.selection.main.head) : null);
}

/** Bring a place into view inside the editor alone: the page and the cursor stay where they are. */
function reveal(view, place) {
  const { top, bottom } = view.lineBlockAt(place);
  const box = view.scrollDOM;
  if (top >= box.scrollTop && bottom <= box.scrollTop + box.clientHeight) return;
  box.scrollTop = Math.max(0, top - box.clientHeight / 3);
}

/** Light up what the others point at. */
export function followLights(view) {
  lights.follow(({ pointers }) => {
    const text = textOf(view.state);
    const places = pointers.map((pointer) => find(text, pointer)).filter((place) => place !== null);
    view.dispatch({ effects: lightUp.of(places) });
    if (places.length > 0 && !own && !view.hasFocus) reveal(view, Math.min(...places.map(([from]) => from)));
  });
}

export const pointing = [
  lit,
  EditorView.updateListener.of((update) => {
    if (update.focusChanged || (update.selectionSet && update.view.hasFocus)) pointAtCursor(update.view);
  }),
  EditorView.domEventHandlers({
    mousemove(event, view) {
      if (event.buttons !== 0) return;
      const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
      tell(place === null ? null : pointerAt(textOf(view.state), place));
    },
    mouseleave: (_, view) => pointAtCursor(view),
  }),
];
