// Two ways to change the request, as tabs: one panel is in front, and stays so while the browser's tab is open.

const CHOSEN = "docgen-tab";
const tabs = [...document.querySelectorAll("#ways [role=tab]")];
const followers = [];

function panel(tab) {
  return document.getElementById(tab.getAttribute("aria-controls"));
}

/** Is the panel of this id in front? */
export function inFront(id) {
  return !document.getElementById(id).hidden;
}

/** Call `follower(id)` when another panel comes to the front. */
export function follow(follower) {
  followers.push(follower);
}

/** Bring the panel of this id to the front. */
export function bringForward(id) {
  if (inFront(id)) return;
  for (const tab of tabs) {
    const chosen = panel(tab).id === id;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    panel(tab).hidden = !chosen;
  }
  sessionStorage.setItem(CHOSEN, id);
  for (const follower of followers) follower(id);
}

function step(event) {
  const to = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.indexOf(event.currentTarget), End: -1 - tabs.indexOf(event.currentTarget) }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const tab = tabs.at((tabs.indexOf(event.currentTarget) + to) % tabs.length);
  tab.focus();
  bringForward(panel(tab).id);
}

export function start() {
  for (const tab of tabs) {
    tab.addEventListener("click", () => bringForward(panel(tab).id));
    tab.addEventListener("keydown", step);
  }
  const kept = sessionStorage.getItem(CHOSEN);
  if (tabs.some((tab) => panel(tab).id === kept)) bringForward(kept);
}
