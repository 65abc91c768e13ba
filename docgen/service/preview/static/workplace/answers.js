// The answers to the request: asked anew after every change, and told to whoever follows.

import { request } from "./request.js";
import { post } from "./service.js";

const PAUSE = 150; // milliseconds without a key pressed
const TYPED = new Set(["editor", "form"]);
const followers = [];
let waiting = 0;

/** Call `follower(answer)` with {state: "busy"}, {state: "letter", data}, {state: "problem", problem, status}, or
 * {state: "lost"}. */
export function follow(follower) {
  followers.push(follower);
}

/** Call `follower` after every answer to the letter itself: for what may wait until staff see their page. */
export function afterwards(follower) {
  follow(({ state }) => { if (state === "letter" || state === "problem") follower(); });
}

function tell(answer) {
  for (const follower of followers) follower(answer);
}

export async function refresh() {
  clearTimeout(waiting);
  tell({ state: "busy" });
  try {
    const answer = await post("letter", "/preview/letter", request.text);
    const data = await answer?.json();
    if (answer === null) return;
    tell(answer.ok ? { state: "letter", data } : { state: "problem", problem: data, status: answer.status });
  } catch (error) {
    if (error.name !== "AbortError") tell({ state: "lost" });
  }
}

request.follow(({ by }) => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, TYPED.has(by) ? PAUSE : 0);
});
