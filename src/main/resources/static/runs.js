// Looks again every few seconds how far a piece of work is. Without this file the button does the same.
const look = async () => {
  const shown = document.querySelector('[data-again]')
  try {
    const answer = await fetch(shown.dataset.again, { credentials: 'same-origin' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const now = page.querySelector('[data-again]')
    if (!answer.ok || !now) {
      location.reload()
      return
    }
    shown.replaceWith(now)
  } catch {
    // no network just now: the next look may have it
  }
  setTimeout(look, 3000)
}
setTimeout(look, 3000)
