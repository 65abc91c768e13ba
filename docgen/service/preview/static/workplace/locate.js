// Where a JSON pointer's value stands in a JSON text, and which value stands at a place in it. While somebody types, the
// text is often no JSON: what can be read of it is found all the same.

const SPACE = /\s*/y;
const WORD = /[^\s{}[\],:"]+/y;
const STRING_STOP = /["\\\n]/g;

let last = { text: null, values: [], named: new Map() };

/** The end of the string that starts here; one without a closing quote ends with its line. */
function stringEnd(text, start) {
  STRING_STOP.lastIndex = start + 1;
  for (let stop = STRING_STOP.exec(text); stop; stop = STRING_STOP.exec(text)) {
    if (stop[0] === '"') return stop.index + 1;
    if (stop[0] === "\n") return stop.index;
    STRING_STOP.lastIndex = stop.index + 2;
  }
  return text.length;
}

function* tokens(text) {
  for (let start = 0, end = 0; ; start = end) {
    SPACE.lastIndex = start;
    SPACE.exec(text);
    start = SPACE.lastIndex;
    if (start >= text.length) return;
    if ("{}[],:".includes(text[start])) end = start + 1;
    else if (text[start] === '"') end = stringEnd(text, start);
    else {
      WORD.lastIndex = start;
      WORD.exec(text);
      end = WORD.lastIndex;
    }
    yield { value: text.slice(start, end), start, end };
  }
}

function plain(name) {
  try {
    return JSON.parse(name);
  } catch {
    return name;
  }
}

/** The pointer of a value in a list or an object; null where a value has no name. */
function inside({ value: around, list, count, name }) {
  if (around.pointer === null || (!list && name === null)) return null;
  return `${around.pointer}/${list ? count : String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** Every value in the order of the text: {pointer, parent, from, start, end, to}; `from` is where its name starts, `to`
 * is past the comma after it. */
function read(text) {
  const values = [];
  const open = [];
  const begin = ({ start, end }) => {
    const holder = open.at(-1);
    const pointer = holder ? inside(holder) : values.length === 0 ? "" : null;
    const value = { pointer, parent: holder?.value ?? null, from: holder?.from ?? start, start, end, to: end };
    if (holder) Object.assign(holder, { name: null, colon: false, from: null, last: value });
    values.push(value);
    return value;
  };
  for (const token of tokens(text)) {
    const holder = open.at(-1);
    if (token.value === "{" || token.value === "[") {
      const list = token.value === "[";
      open.push({ value: begin(token), list, count: 0, name: null, colon: false, from: null, last: null });
    } else if (token.value === "}" || token.value === "]") {
      if (holder) holder.value.end = holder.value.to = token.end;
      open.pop();
    } else if (token.value === ",") {
      if (holder?.last) holder.last.to = token.end;
      if (holder) Object.assign(holder, { count: holder.count + 1, name: null, colon: false, from: null });
    } else if (token.value === ":") {
      if (holder) holder.colon = true;
    } else if (holder && !holder.list && !holder.colon) Object.assign(holder, { name: plain(token.value), from: token.start });
    else begin(token);
  }
  for (const { value } of open) value.end = value.to = text.length;
  return values;
}

function known(text) {
  if (text === last.text) return last;
  const values = read(text);
  const named = new Map();
  for (const value of values) if (value.pointer !== null && !named.has(value.pointer)) named.set(value.pointer, value);
  last = { text, values, named };
  return last;
}

function holds(text, { start }) {
  return text[start] === "{" || text[start] === "[";
}

/** [start, end] of the value; null where there is none. */
export function find(text, pointer) {
  const value = known(text).named.get(pointer);
  return value ? [value.start, value.end] : null;
}

/** [start, end] of the value; where there is none, of the bracket that opens the nearest value around its place. */
export function locate(text, pointer) {
  const exact = find(text, pointer);
  if (exact) return exact;
  const { named } = known(text);
  let around = pointer;
  while (around !== "" && !named.has(around)) around = around.slice(0, Math.max(0, around.lastIndexOf("/")));
  const nearest = named.get(around);
  if (!nearest) return [0, 0];
  return [nearest.start, holds(text, nearest) ? nearest.start + 1 : nearest.end];
}

/** The pointer of the value at a place: on the value itself or its name; of an object or a list on its brackets. Null
 * where nothing stands. */
export function pointerAt(text, place) {
  const { values } = known(text);
  let low = 0;
  for (let high = values.length; low < high;) {
    const middle = (low + high) >> 1;
    if (values[middle].from <= place) low = middle + 1;
    else high = middle;
  }
  for (let value = values[low - 1]; value; value = value.parent) {
    const at = holds(text, value) ? place <= value.start + 1 || (place >= value.end - 1 && place <= value.to) : place <= value.to;
    if (at && value.pointer !== null) return value.pointer;
  }
  return null;
}
