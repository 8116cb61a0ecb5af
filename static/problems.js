// What the stages of a problem record add in the browser. Every page works without it.

// One more row, as the last one is but empty; without this, saving gives two.
for (const group of document.querySelectorAll("[data-rows]")) {
  const total = group.querySelector(`[name="${group.dataset.rows}-TOTAL_FORMS"]`)
  const button = document.createElement("button")
  button.type = "button"
  button.className = "govuk-button govuk-button--secondary"
  button.textContent = "Add another row"
  group.append(button)
  button.addEventListener("click", () => {
    const rows = group.querySelectorAll(".rows__row")
    const last = rows[rows.length - 1], number = Number(total.value)
    const row = last.cloneNode(true)
    for (const element of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = element.getAttribute(name)
        if (value) element.setAttribute(name, value.replace(`${group.dataset.rows}-${number - 1}-`, `${group.dataset.rows}-${number}-`))
      }
      if (element.matches("input[type=checkbox]")) element.checked = false
      else if (element.matches("input, select")) element.value = ""
    }
    for (const error of row.querySelectorAll(".govuk-error-message")) error.remove()
    total.value = number + 1
    last.after(row)
    row.querySelector("input, select").focus()
    button.hidden = number + 1 >= Number(group.dataset.most)
  })
}

// The triangle fills in while somebody writes: a corner is what its text and its "not known" say.
const WORDS = {recorded: "Recorded", unknown: "Not known", empty: "Still empty"}
const CORNERS = [  // corner, text, "not known"
  ["place", "location_features", "location_not_known"], ["place-minder", "manager"],
  ["victim", "victim-characteristics", "victim-not_known"], ["victim-minder", "victim-controller"],
  ["offender", "offender-characteristics", "offender-not_known"], ["offender-minder", "offender-controller"],
]
const figure = document.querySelector("[data-triangle]")
for (const [name, textName, unknownName] of figure ? CORNERS : []) {
  const corner = figure.querySelector(`[data-corner="${name}"]`)
  const text = document.querySelector(`[name="${textName}"]`)
  const unknown = unknownName && document.querySelector(`[name="${unknownName}"]`)
  if (!text) continue
  const show = () => {
    const state = text.value.trim() ? "recorded" : unknown?.checked ? "unknown" : "empty"
    corner.setAttribute("class", `corner corner--${state}`)
    corner.querySelector(".corner__words").textContent = WORDS[state]
  }
  for (const control of [text, unknown]) control?.addEventListener("input", show)
  show()
}
