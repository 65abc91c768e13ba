// The history of a template: one version is shown, and the parts of the page tell about it.

import { showChanges } from "./changes.js";
import { check } from "./findings.js";
import { startPublish } from "./publish.js";
import { showSheet } from "./sheet.js";
import { startUpload } from "./upload.js";

startUpload();
startPublish();
const findings = check();
showChanges();

const button = document.getElementById("sheet");
button.disabled = false;
button.addEventListener("click", async () => showSheet(button, await findings));
