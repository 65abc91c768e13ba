// Asking the service. Every question of one kind takes the place of the one before it.

// Shows the service that a request comes from this page; there is one only for who is logged in.
const TOKEN = document.querySelector('meta[name="docgen-token"]')?.content ?? "";
const running = new Map();

/** The answer, or null when it was overtaken; `kind` names the kind of question. Throws when the service is gone. */
export async function ask(kind, path, options = {}) {
  running.get(kind)?.abort();
  const own = new AbortController();
  running.set(kind, own);
  try {
    const headers = { "Accept-Language": document.documentElement.lang, "Docgen-Token": TOKEN, ...options.headers };
    return await fetch(path, { ...options, headers, signal: own.signal });
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw error;
  }
}

/** Send JSON text, and get the answer in the form that `accept` names. */
export function post(kind, path, text, accept = "application/json") {
  const headers = { "Content-Type": "application/json", Accept: accept };
  return ask(kind, path, { method: "POST", headers, body: text });
}

/** The JSON of an answer. What stands ahead of the rest, on a line of its own, goes to `first` as soon as it is there. */
export async function read(answer, first) {
  let text = "";
  let started = false;
  const stream = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await stream.read(); !part.done; part = await stream.read()) {
    text += part.value;
    const end = started ? -1 : text.indexOf(",\n");
    if (end < 0) continue;
    started = true;
    first(JSON.parse(`${text.slice(0, end)}}`));
  }
  return JSON.parse(text);
}
