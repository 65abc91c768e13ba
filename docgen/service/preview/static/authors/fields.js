// The field guide: search, and a tag on the clipboard.

const search = document.getElementById("search");
const status = document.getElementById("status");
const fields = [...document.getElementById("fields").children].map((item) => ({ item, text: item.innerText.toLowerCase() }));

function find() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const { item, text } of fields) {
    item.hidden = !words.every((word) => text.includes(word));
    count += item.hidden ? 0 : 1;
  }
  if (count === 0) status.textContent = status.dataset.none;
  else status.textContent = count === 1 ? status.dataset.one : status.dataset.count.replace("#", count);
}

async function copy(event) {
  const tag = event.currentTarget.parentElement.querySelector("code");
  try {
    await navigator.clipboard.writeText(tag.textContent);
    status.textContent = status.dataset.copied.replace("#", () => tag.textContent);
  } catch {
    getSelection().selectAllChildren(tag); // where the browser keeps pages from the clipboard
    status.textContent = status.dataset.marked;
  }
}

search.addEventListener("input", find);
search.form.addEventListener("submit", (event) => event.preventDefault());
for (const button of document.querySelectorAll(".tag button")) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
find();
