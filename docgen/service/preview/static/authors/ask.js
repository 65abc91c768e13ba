// Every request of the pages for template authors goes through here.

/** The texts and names that the page was made with. */
export const here = document.getElementById("here")?.dataset ?? {};

const TOKEN = document.querySelector('meta[name="docgen-token"]')?.content ?? "";

export const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** What the service refused, as the problem that it answered. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The answer of the service, in the language of the page. Throws `Refused`. */
export async function ask(path, options = {}) {
  const headers = { "Accept-Language": document.documentElement.lang, "Docgen-Token": TOKEN, ...options.headers };
  let answer;
  try {
    answer = await fetch(path, { ...options, headers });
  } catch {
    throw new Refused({ title: here.lost });
  }
  if (!answer.ok) throw new Refused(await answer.json().catch(() => ({ title: here.lost })));
  return answer;
}

/** The path of the API for the template of this page. */
export function template(rest) {
  return `/v1/templates/${here.kind}/${here.language}${rest}`;
}

/** A text of the page with its places filled. */
export function fill(text, ...values) {
  if (values.length === 1) return text.replace("#", () => values[0]);
  return text.replace(/#(\d)/g, (_, place) => values[place - 1]);
}

/** Give the user a file. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** An element with a class and what stands in it; text never becomes markup. */
export function element(name, className, ...inner) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inner);
  return made;
}

/** Show in a box what was refused; other errors are mistakes of ours and go on. */
export function showRefusal(box, error) {
  if (!(error instanceof Refused)) throw error;
  const { title, detail, errors, status } = error.problem;
  const lines = (errors ?? []).map((each) => element("li", "", each.message));
  box.replaceChildren(element("h3", "", title), element("p", "detail", detail ?? ""));
  if (lines.length > 0) box.append(element("ul", "", ...lines));
  if (status === 401) box.append(element("p", "", login()));
  box.hidden = false;
}

/** The way to log in, and back to this page. */
function login() {
  const link = element("a", "", here.login);
  link.href = `/login?${new URLSearchParams({ next: location.pathname + location.search, lang: document.documentElement.lang })}`;
  return link;
}
