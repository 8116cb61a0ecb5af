// The total of the scoring form as it is filled in. Without this, saving shows it.
const sheet = document.querySelector("[data-scoresheet]")
const total = sheet?.querySelector("[data-total]")

function count() {
  let sum = 0
  for (const row of sheet.querySelectorAll(".score")) {
    const points = row.querySelector("[data-points]")
    if (!points) continue
    const chosen = row.querySelector("input[type=radio]:checked")
    points.textContent = chosen ? chosen.dataset.worth : "–"
    sum += Number(chosen?.dataset.worth ?? 0)
  }
  total.textContent = sum
}

if (total) {
  sheet.addEventListener("change", count)
  count()
}
