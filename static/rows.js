// Forms whose rows repeat. Every page works without it.

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
      else if (element.matches("input, select, textarea")) element.value = ""
    }
    for (const error of row.querySelectorAll(".govuk-error-message")) error.remove()
    total.value = number + 1
    last.after(row)
    row.querySelector("input, select, textarea").focus()
    button.hidden = number + 1 >= Number(group.dataset.most)
  })
}

// A table with rows to spare: those that are empty stay out of sight until they are asked for, but for the first.
for (const table of document.querySelectorAll("[data-spare]")) {
  const isEmpty = row => [...row.querySelectorAll("input, select")].every(field => !field.value)
  const spare = () => [...table.tBodies[0].rows].filter(row => row.hidden)
  for (const row of [...table.tBodies[0].rows].filter(isEmpty).slice(1)) row.hidden = true
  if (!spare().length) continue
  const button = document.createElement("button")
  button.type = "button"
  button.className = "govuk-button govuk-button--secondary"
  button.textContent = table.dataset.spare
  table.after(button)
  button.addEventListener("click", () => {
    const [row] = spare()
    row.hidden = false
    row.querySelector("input, select").focus()
    button.hidden = !spare().length
  })
}
