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
