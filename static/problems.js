// What the stages of a problem record add in the browser. Every page works without it.

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
