// What the portal adds in the browser. Every page works without it.

const isNarrow = window.matchMedia("(max-width: 50rem)").matches

// On a narrow screen a list comes first: its filters fold away unless some are on.
if (isNarrow) {
  for (const filter of document.querySelectorAll('details[data-folds="yes"]')) filter.open = false
}

// There a long form folds into its parts, of which one is read and filled in at a time; and saved, where it says so.
function filledIn(part) {
  const filled = new Map()
  for (const {name, type, value, checked} of part.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const question = name.replace(/-(day|month|year)$/, "")
    const isFilled = ["radio", "checkbox"].includes(type) ? checked && value !== "" : value.trim() !== ""
    filled.set(question, filled.get(question) || isFilled)
  }
  return `${[...filled.values()].filter(Boolean).length} of ${filled.size} filled in`
}
const headings = isNarrow ? document.querySelectorAll("[data-parts] fieldset > legend > h2") : []
for (const heading of headings) {
  const legend = heading.parentElement, part = legend.parentElement, form = part.closest("form")
  const fold = document.createElement("details"), head = document.createElement("summary"), state = document.createElement("span")
  fold.className = "part"
  state.className = "part__state"
  state.textContent = filledIn(part)
  head.append(heading, state)
  legend.textContent = heading.textContent
  legend.classList.add("govuk-visually-hidden")
  if (form.dataset.parts === "save") {
    const save = [...form.querySelectorAll("button.govuk-button")].pop().cloneNode(true)
    Object.assign(save, {name: "part", value: part.id.replace("part-", ""), textContent: "Save this part"})
    save.addEventListener("click", event => { if (event.detail > 1) event.preventDefault() }) // the second of a double click
    part.append(save)
  }
  part.before(fold)
  fold.append(head, part)
  part.addEventListener("change", () => { state.textContent = filledIn(part) })
  fold.open = part.querySelector(".govuk-error-message") !== null
}
const unfold = target => {
  const fold = target?.closest("details.part")
  if (!fold || fold.open) return
  fold.open = true
  fold.scrollIntoView()
}
const unfoldNamed = hash => hash && unfold(document.getElementById(hash.slice(1)))
addEventListener("click", event => { // before the page leads there
  const link = event.target.closest('a[href^="#"]')
  if (link) unfoldNamed(link.hash)
}, {capture: true})
unfoldNamed(location.hash)

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
