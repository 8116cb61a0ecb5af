// What is typed into a form with room for text, or one that asks before it is left, is kept by the server until it is saved, for whoever typed it
// (docs/decisions/0018). Every page works without it.

const keeper = document.body.dataset.typed
const forms = [...document.querySelectorAll('form[method="post"]:not([data-unkept])')]
  .filter(form => form.matches("[data-guard]") || form.querySelector("textarea"))
const under = document.querySelector("[data-typed-under]")
const PAUSE = 1500, LONGEST = 10000, AGAIN = 5000 // milliseconds

const pathOf = form => {
  const {pathname, search} = new URL(form.getAttribute("action") || "", location)
  return pathname + search
}
const token = () => document.querySelector('[name="csrfmiddlewaretoken"]').value
const made = (name, text, classes = "") => Object.assign(document.createElement(name), {textContent: text, className: classes})
const same = (one, other) => one.length === other.length && one.every((text, at) => text === other[at])
const plain = text => text.replaceAll("\r\n", "\n")

function typedIn(form) {
  const found = new Map()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") found.set(name, [...(found.get(name) ?? []), plain(value)])
  }
  return found
}

function send(fields) {
  const body = new URLSearchParams(fields)
  return fetch(keeper, {method: "POST", body, redirect: "manual", keepalive: String(body).length < 60000})
}

const kept = new Map() // form -> {adopt, note}

for (const form of forms) {
  const note = made("p", "", "govuk-hint typed-note")
  const key = document.createElement("input")
  let waits, since, sent = false
  Object.assign(key, {type: "hidden", name: "typed_as"})

  const adopt = value => {
    key.value = value
    if (!key.parentNode) form.append(key, note)
  }
  const fields = () => [
    ...[...typedIn(form)].flatMap(([name, values]) => values.map(value => [name, value])),
    ["typed_path", pathOf(form)], ["typed_page", location.pathname + location.search],
  ]
  const keep = async () => {
    clearTimeout(waits)
    waits = since = undefined
    try {
      const answer = await send(fields())
      if (!answer.ok) throw new Error(answer.status)
      note.textContent = await answer.text()
    } catch {
      if (sent) return
      note.textContent = "What you typed last is not kept: the portal cannot be reached. It is tried again. Leave this page open."
      waits ??= setTimeout(keep, AGAIN)
    }
  }
  form.addEventListener("input", () => {
    if (!key.value) adopt([...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join(""))
    sent = false
    since ??= Date.now()
    clearTimeout(waits)
    waits = setTimeout(keep, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())))
  })
  form.addEventListener("submit", event => {
    if (navigator.onLine === false) { // the browser would leave what was typed for a page of its own
      event.preventDefault()
      adopt(key.value)
      note.textContent = "There is no connection, so nothing was sent. Leave this page open and save again when it is back."
      return
    }
    sent = true
    clearTimeout(waits)
  })
  addEventListener("pagehide", () => { if (waits && !sent) navigator.sendBeacon(keeper, new URLSearchParams(fields())) })
  kept.set(form, adopt)
}

// -- Giving it back

function put(control, values, given) {
  if (["radio", "checkbox"].includes(control.type)) control.checked = (given ?? []).includes(control.value)
  else if (control.multiple) for (const option of control.options) option.selected = (given ?? []).includes(option.value)
  else if (values?.length && !["file", "submit", "button"].includes(control.type)) control.value = values.shift()
  const row = control.closest("tr[hidden]")
  if (row && control.value) row.hidden = false
  for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, {bubbles: true}))
}

function fill(form, found) {
  for (const group of form.querySelectorAll("[data-rows]")) {
    const prefix = group.dataset.rows, total = form.querySelector(`[name="${prefix}-TOTAL_FORMS"]`)
    const add = [...group.querySelectorAll(':scope > button[type="button"]')].pop()
    while (add && Number(total.value) < Number(found.fields[`${prefix}-TOTAL_FORMS`]?.[0] ?? 0)) add.click()
  }
  const left = Object.fromEntries(Object.entries(found.fields).map(([name, values]) => [name, [...values]]))
  kept.get(form)(found.key)
  for (const control of [...form.elements]) {
    if (control.name && !["csrfmiddlewaretoken", "typed_as"].includes(control.name)) put(control, left[control.name], found.fields[control.name])
  }
  dispatchEvent(new Event("pageshow")) // counts of characters and what a choice opens follow
}

function isNew(found, form) {
  const now = typedIn(form)
  return row => row.names.some(name => !same(found.fields[name].map(plain), now.get(name) ?? []))
}

function offer(found) {
  const form = forms.find(each => pathOf(each) === found.path && found.rows.every(({names}) => names.some(name => each.elements[name] || name.includes("-"))))
  const rows = form ? found.rows.filter(isNew(found, form)) : found.rows
  const letGo = () => send([["typed_as", found.key], ["unwanted", "yes"], ["csrfmiddlewaretoken", token()]])
  if (!rows.length) return letGo() // it stands in the form as it is
  const box = made("section", "", "typed-before"), list = made("dl", "", "govuk-summary-list"), buttons = made("div", "", "govuk-button-group")
  box.setAttribute("aria-label", "Typed and not saved")
  for (const {label, words} of rows) {
    const row = made("div", "", "govuk-summary-list__row")
    row.append(made("dt", label, "govuk-summary-list__key"), made("dd", words, "govuk-summary-list__value accounts-typed"))
    list.append(row)
  }
  const keepIt = made("button", form ? "Keep it" : "Go on with it", "govuk-button"), discard = made("button", "Discard it", "govuk-button govuk-button--secondary")
  keepIt.type = discard.type = "button"
  keepIt.addEventListener("click", () => {
    if (!form) return location.assign(`${found.page}#kept`)
    const [first] = rows[0].names
    fill(form, found)
    box.remove()
    const named = form.elements[first], control = named?.focus ? named : named?.[0]
    const fold = control?.closest("details")
    if (fold) fold.open = true
    control?.focus()
  })
  discard.addEventListener("click", () => { letGo(); box.remove() })
  buttons.append(keepIt, discard)
  box.append(made("p", found.said, "govuk-body govuk-!-font-weight-bold"), list, buttons)
  if (form && location.hash === "#kept") keepIt.click() // on the page that was left they chose to
  else if (form) form.before(box)
  else document.querySelector("main").prepend(box)
}

if (keeper && (forms.length || under)) {
  const asked = new URLSearchParams({page: location.pathname, ...(under && {under: "yes"})})
  const answer = await fetch(`${keeper}?${asked}`, {redirect: "manual"}).catch(() => null)
  if (answer?.status === 200) offer(await answer.json())
}
