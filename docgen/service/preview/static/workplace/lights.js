// What is pointed at: an amount (by its key in the explanation) or a place in the request (a JSON pointer). Whoever
// shows amounts or places follows, and lights up what belongs to it.

const followers = [];
let places = {};

/** Which places each amount comes from, of the letter that is shown now: {key: [pointer, ...]}. */
export function join(found) {
  places = found;
  light({ keys: [], pointers: [] });
}

function within(pointer, around) {
  return pointer === around || pointer.startsWith(`${around}/`);
}

/** The places of an amount; where it has none, those of the amount that it is a part of. */
function placesOf(key) {
  for (let around = key; around !== ""; around = around.slice(0, Math.max(0, around.lastIndexOf("/")))) {
    if (places[around]) return places[around];
  }
  return [];
}

function light(lit) {
  for (const follower of followers) follower(lit);
}

/** Call `follower({keys, pointers})` when something else is pointed at; both lists are empty when nothing is. */
export function follow(follower) {
  followers.push(follower);
}

export function pointAtAmounts(keys) {
  light({ keys, pointers: [...new Set(keys.flatMap(placesOf))] });
}

export function pointAtPlace(pointer) {
  const near = (each) => within(each, pointer) || within(pointer, each);
  const all = Object.entries(places).filter(([, found]) => found.some(near));
  // A single field is meant before the list that it stands in.
  const closest = all.filter(([, found]) => found.some((each) => within(each, pointer) || each === pointer));
  light({ keys: (closest.length > 0 ? closest : all).map(([key]) => key), pointers: [pointer] });
}

export function pointAtNothing() {
  light({ keys: [], pointers: [] });
}
