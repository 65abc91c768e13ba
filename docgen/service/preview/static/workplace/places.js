// The way to a place of the request: in the form when that is in front, else in the JSON.

import { select } from "./editor.js";
import { reveal } from "./form.js";
import { inFront } from "./tabs.js";

export function show(pointer) {
  if (inFront("form")) reveal(pointer);
  else select(pointer);
}
