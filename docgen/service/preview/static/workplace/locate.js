// Where a JSON pointer's value stands in a JSON text, so that it can be selected.

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+)/y;

/** The tokens of the text with their places; stops where the text is no JSON. */
function* tokens(text) {
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    yield { value: match[1], start: TOKEN.lastIndex - match[1].length, end: TOKEN.lastIndex };
  }
}

function parts(pointer) {
  return pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** [start, end] of the value; where there is none, of the bracket that opens the nearest value around its place. */
export function locate(text, pointer) {
  const list = [...tokens(text)];
  const wanted = parts(pointer);
  let at = 0;

  const after = (index) => {
    let depth = 0;
    do {
      const { value } = list[index];
      if (value === "{" || value === "[") depth += 1;
      if (value === "}" || value === "]") depth -= 1;
      index += 1;
    } while (depth > 0 && index < list.length);
    return index;
  };
  const child = (index, part) => {
    const inList = list[index]?.value === "[";
    if (!inList && list[index]?.value !== "{") return -1;
    let next = index + 1;
    for (let count = 0; next < list.length && !"]}".includes(list[next].value); count += 1) {
      const value = inList ? next : next + 2;
      if (value >= list.length) return -1;
      const name = inList ? String(count) : JSON.parse(list[next].value);
      if (name === part) return value;
      next = after(value);
      if (list[next]?.value === ",") next += 1;
    }
    return -1;
  };

  try {
    for (const part of wanted) {
      const found = child(at, part);
      if (found < 0) return [list[at].start, list[at].end];
      at = found;
    }
    return [list[at].start, list[after(at) - 1].end];
  } catch {
    return [0, 0];
  }
}
