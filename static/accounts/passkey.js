// Says in words what went wrong with a passkey: it was cancelled, or this device has none for the portal.
document.addEventListener('allauth.error', (event) => {
  const place = document.getElementById('passkey-trouble')
  if (!place) return
  event.preventDefault()
  place.textContent =
    'The passkey was not used. It was cancelled, took too long, or is not on this device. Try again, or use another way.'
})
