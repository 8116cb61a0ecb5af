// What the portal adds in the browser. Every page works without it.

// On a narrow screen a list comes first: its filters fold away unless some are on.
if (window.matchMedia("(max-width: 50rem)").matches) {
  for (const filter of document.querySelectorAll('details[data-folds="yes"]')) filter.open = false
}

// The room, and the part of a record, that is open stands in sight where their row is wider than the screen.
for (const here of document.querySelectorAll(".tabs [aria-current], .moj-primary-navigation [aria-current]")) {
  const row = here.closest(".tabs, .moj-primary-navigation__list")
  const from = here.getBoundingClientRect().left - row.getBoundingClientRect().left + row.scrollLeft
  row.scrollLeft = from - (row.clientWidth - here.offsetWidth) / 2
}
for (const map of document.querySelectorAll(".figure__picture svg.map")) {
  const frame = map.parentElement // on a phone it is narrower than the map, whose middle is what there is to see
  frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2
}

// Leaving a half-filled form asks first. Sending it does not.
for (const form of document.querySelectorAll('form[method="post"][data-guard]')) {
  let changed = false
  form.addEventListener("input", () => { changed = true })
  form.addEventListener("submit", () => { changed = false })
  window.addEventListener("beforeunload", event => { if (changed) event.preventDefault() })
}

// Minutes are typed at the speed of talk: Ctrl and Enter adds the paragraph, with Shift it leads on to its action.
for (const form of document.querySelectorAll("form[data-quick]")) {
  form.addEventListener("keydown", event => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit(event.shiftKey ? form.querySelector('[name="then"][value="action"]') : null)
  })
}

// A page that waits for long work looks again by itself.
const waiting = document.querySelector("[data-reload-after]")
if (waiting) setTimeout(() => location.reload(), 1000 * Number(waiting.dataset.reloadAfter))
