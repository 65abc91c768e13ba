// The answers to the request: asked anew after every change, and told to whoever follows.

import { request } from "./request.js";
import { post, read } from "./service.js";
import { current } from "./turning.js";

const PAUSE = 150; // milliseconds without a key pressed
const REST = 250; // milliseconds after an answer without another change
const TYPED = new Set(["editor", "form"]);
const followers = [];
let waiting = 0; // until the pause is over
let asked = null; // the question that has no answer yet

/** Call `follower(answer)` with {state: "busy"}, {state: "soon", picture, number} for the page that is looked at, ahead
 * of its letter, {state: "letter", data}, {state: "problem", problem, status}, or {state: "lost"}. */
export function follow(follower) {
  followers.push(follower);
}

/** Call `follower` once an answer to the letter stands: for what may wait until staff see their page. */
export function afterwards(follower) {
  let resting = 0;
  follow(({ state }) => {
    clearTimeout(resting);
    if (state === "letter" || state === "problem") resting = setTimeout(follower, REST);
  });
}

function tell(answer) {
  for (const follower of followers) follower(answer);
}

async function ask() {
  const answer = await post("letter", `/preview/letter?page=${current() + 1}`, request.text);
  if (answer === null) return;
  const data = await read(answer, ({ soon }) => tell({ state: "soon", ...soon }));
  if (data.pages && data.soon) data.pages[data.soon.number - 1] = data.soon.picture;
  const problem = answer.ok ? data.problem : data;
  tell(problem ? { state: "problem", problem, status: problem.status } : { state: "letter", data });
}

export async function refresh() {
  clearTimeout(waiting);
  waiting = 0;
  const own = asked = {};
  tell({ state: "busy" });
  try {
    await ask();
  } catch (error) {
    if (error.name !== "AbortError") tell({ state: "lost" });
  }
  if (asked !== own) return;
  asked = null;
  if (waiting !== 0 && request.data !== null) refresh();
}

// The first key is asked for at once, those after it as soon as its answer is there, or when nothing is typed any more.
request.follow(({ by }) => {
  clearTimeout(waiting);
  const waits = TYPED.has(by) && (asked !== null || request.data === null);
  waiting = setTimeout(refresh, waits ? PAUSE : 0);
});
