// What the portal adds in the browser. Every page works without it.

// On a narrow screen a list comes first: its filters fold away unless some are on.
if (window.matchMedia("(max-width: 50rem)").matches) {
  for (const filter of document.querySelectorAll('details[data-folds="yes"]')) filter.open = false
}

// Leaving a half-filled form asks first. Sending it does not.
for (const form of document.querySelectorAll('form[method="post"][data-guard]')) {
  let changed = false
  form.addEventListener("input", () => { changed = true })
  form.addEventListener("submit", () => { changed = false })
  window.addEventListener("beforeunload", event => { if (changed) event.preventDefault() })
}

// A page that waits for long work looks again by itself.
const waiting = document.querySelector("[data-reload-after]")
if (waiting) setTimeout(() => location.reload(), 1000 * Number(waiting.dataset.reloadAfter))
