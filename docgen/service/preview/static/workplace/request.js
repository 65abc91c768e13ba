// The request that is being edited. One text is the truth; the form, the choices and the slider all change that text.

const followers = [];
let text = "";
let data = null;

function parsed() {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The steps of a JSON pointer. */
export function steps(pointer) {
  return pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function child(holder, step) {
  return holder !== null && typeof holder === "object" && Object.hasOwn(holder, step) ? holder[step] : undefined;
}

export const request = {
  /** The text as it stands, whether it is JSON or not. */
  get text() {
    return text;
  },

  /** The request as an object, not to be changed; null as long as the text is no JSON object. */
  get data() {
    return data;
  },

  /** What stands at a pointer; undefined where there is nothing. */
  at(pointer) {
    return steps(pointer).reduce(child, data);
  },

  /** Call `follower({by})` after every change; `by` names who made it: "editor", "form", "choices", "sample", ... */
  follow(follower) {
    followers.push(follower);
  },

  /** Another text. */
  put(changed, by) {
    if (changed === text) return;
    text = changed;
    data = parsed();
    for (const follower of followers) follower({ by });
  },

  /** Another value at a pointer, with what has to be around it; `undefined` takes it away. */
  set(pointer, value, by) {
    if (data === null) return;
    const changed = structuredClone(data);
    const path = steps(pointer);
    const last = path.pop();
    let holder = changed;
    path.forEach((step, place) => {
      if (typeof child(holder, step) !== "object" || holder[step] === null) {
        if (value === undefined) return;
        holder[step] = /^\d+$/.test(path[place + 1] ?? last) ? [] : {};
      }
      holder = holder[step] ?? {};
    });
    if (value !== undefined) holder[last] = value;
    else if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
    this.put(JSON.stringify(changed, null, 2), by);
  },
};
