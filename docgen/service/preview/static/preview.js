// The workplace. `request` holds what is edited, `answers` asks the service after every change, `lights` tells what is
// pointed at; each part of the page follows those three and knows no other part.

import * as account from "./workplace/account.js";
import * as choices from "./workplace/choices.js";
import * as editor from "./workplace/editor.js";
import * as findings from "./workplace/findings.js";
import * as form from "./workplace/form.js";
import * as letter from "./workplace/letter.js";
import * as next from "./workplace/next.js";
import * as outlook from "./workplace/outlook.js";
import { request } from "./workplace/request.js";
import * as tabs from "./workplace/tabs.js";
import * as versions from "./workplace/versions.js";

// Only to carry the request over a change of language or a log-in: taken out again at once.
const KEPT = "docgen-request";
const sample = document.getElementById("sample");

for (const part of [tabs, choices, versions, editor, form, findings, account, letter, outlook, next]) part.start();

for (const way of ["switch", "login"]) {
  document.getElementById(way).addEventListener("click", () => {
    sessionStorage.setItem(KEPT, JSON.stringify([sample.value, request.text]));
  });
}
// What the form sends for a PDF in a tab of its own.
document.getElementById("ask").addEventListener("submit", () => {
  document.getElementById("sent").value = request.text;
});

const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
if (kept === null) choices.pick();
else {
  const [chosen, text] = JSON.parse(kept);
  sample.value = chosen;
  request.put(text, "sample");
}
