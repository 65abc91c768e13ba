// Documents of the service in a frame: posted by a form, so that they come with a policy of their own and not with
// that of this page.

import { request } from "./request.js";

const form = document.getElementById("framed");

/** Let a frame show the letter in a form ("pdf", "html"). The frame must stand in the page. */
export function load(frame, name) {
  form.elements.request.value = request.text;
  form.action = `/preview/open/${name}`;
  form.target = frame.name;
  form.submit();
}
