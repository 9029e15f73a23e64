// Saves a text of a report while it is written. Without this file the button does the same.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const words = form.querySelector('textarea')
  const status = form.querySelector('[data-autosaved]')
  let saved = words.value
  let timer = null
  let busy = false
  let stopped = false
  const save = async () => {
    timer = null
    if (stopped || words.value === saved) return
    if (busy) {
      timer = setTimeout(save, 1000)
      return
    }
    busy = true
    const sent = words.value
    try {
      const answer = await fetch(form.dataset.autosave, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' })
      const said = await answer.json()
      if (answer.ok) {
        saved = sent
        form.elements.base.value = said.base
      } else if (answer.status === 409) {
        // both texts are kept; the button shows them side by side, and what is written until then is kept too
        saved = sent
      }
      status.textContent = said.words
    } catch {
      status.textContent = form.dataset.lost
      timer = setTimeout(save, 10000)
    }
    busy = false
  }
  words.addEventListener('input', () => {
    if (timer) clearTimeout(timer)
    timer = setTimeout(save, 3000)
  })
  form.addEventListener('submit', () => {
    stopped = true
    if (timer) clearTimeout(timer)
  })
}
