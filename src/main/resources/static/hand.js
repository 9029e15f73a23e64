// The sheet of figures entered by hand: saves a field as it is left, goes on with Enter, takes a pasted column.
for (const form of document.querySelectorAll('form[data-hand]')) {
  const status = form.querySelector('[data-autosaved]')
  const fields = [...form.querySelectorAll('input[name^="v."], input[name^="d."]')]
  const shown = (id) => ['v.', 'd.'].map((of) => form.elements[of + id]?.value ?? '')
    .concat(String(form.elements['s.' + id].checked), form.elements['r.' + id].value).join('|')
  // whoever types a number reports it
  const reported = (input) => {
    if (input.value.trim() !== '') form.elements['s.' + input.name.slice(2)].checked = false
  }
  // a field that was refused says so itself, as where the whole sheet was sent
  const mark = (wrong) => {
    for (const input of form.querySelectorAll('[aria-invalid]')) {
      if (wrong[input.name]) continue
      input.removeAttribute('aria-invalid')
      input.removeAttribute('aria-describedby')
      document.getElementById(input.name + '-error')?.remove()
    }
    for (const [name, words] of Object.entries(wrong)) {
      const input = form.elements[name]
      if (!input) continue
      const id = name + '-error'
      const said = document.getElementById(id) ?? document.createElement('p')
      said.id = id
      said.className = 'error'
      const lead = document.createElement('span')
      lead.className = 'hidden'
      lead.textContent = form.dataset.error
      said.replaceChildren(lead, words)
      if (!said.isConnected) input.closest('td').prepend(said)
      input.setAttribute('aria-invalid', 'true')
      input.setAttribute('aria-describedby', id)
    }
  }
  // why nothing is reported is asked where somebody says so
  const ask = () => {
    for (const why of form.querySelectorAll('.why')) {
      const [said, reason] = why.querySelectorAll('input')
      why.classList.toggle('shut', !said.checked && reason.value === '')
    }
  }
  ask()
  let busy = false
  let again = false
  let over = false
  const save = async () => {
    if (over) return
    if (busy) {
      again = true
      return
    }
    busy = true
    const sent = {}
    for (const was of form.querySelectorAll('input[name^="w."]')) sent[was.name.slice(2)] = shown(was.name.slice(2))
    try {
      const answer = await fetch(form.dataset.hand, { method: 'POST', body: new URLSearchParams(new FormData(form)), credentials: 'same-origin' })
      const said = await answer.json()
      for (const id of said.saved ?? []) form.elements['w.' + id].value = sent[id]
      mark(said.wrong ?? {})
      status.textContent = said.words
    } catch {
      status.textContent = form.dataset.lost
    }
    busy = false
    if (again) {
      again = false
      save()
    }
  }
  form.addEventListener('change', (event) => {
    const id = event.target.name.slice(2)
    if (fields.includes(event.target)) reported(event.target)
    if (event.target.name.startsWith('r.') && event.target.value !== '') form.elements['s.' + id].checked = true
    ask()
    // whoever says that it cannot be reported says why in the next field
    if (event.target.name.startsWith('s.') && event.target.checked && form.elements['r.' + id].value === '') {
      form.elements['r.' + id].focus()
      return
    }
    save()
  })
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !fields.includes(event.target)) return
    event.preventDefault()
    const next = fields[fields.indexOf(event.target) + 1]
    if (next) {
      next.focus()
      next.select()
    } else {
      form.querySelector('button.primary, button[type="submit"], button:not([type])')?.focus()
    }
  })
  form.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!fields.includes(event.target) || !/[\n\t]/.test(text.trim())) return
    event.preventDefault()
    const rows = [...form.querySelectorAll('tbody tr')].filter((row) => row.querySelector('input[name^="v."]'))
    let row = rows.indexOf(event.target.closest('tr'))
    for (const line of text.replace(/\r/g, '').replace(/\n+$/, '').split('\n')) {
      if (row >= rows.length) break
      const cells = line.split('\t')
      const into = [...rows[row].querySelectorAll('input[name^="v."], input[name^="d."]')]
      into.forEach((input, at) => {
        if (cells[at] === undefined || cells[at].trim() === '') return
        input.value = cells[at].trim()
        reported(input)
      })
      row++
    }
    ask()
    save()
  })
  form.addEventListener('submit', () => {
    over = true
  })
}
