// Enhancements only: every page works without this file.

const summary = document.querySelector('[data-errors]')
if (summary) {
  summary.focus()
  summary.addEventListener('click', event => {
    const link = event.target.closest('a[href^="#"]')
    const field = link && document.getElementById(link.getAttribute('href').slice(1))
    if (!field) return
    const control = field.matches('input,select,textarea') ? field : field.querySelector('input:not([type=hidden]),select,textarea')
    if (!control) return
    event.preventDefault()
    control.focus({ preventScroll: true })
    ;(control.closest('.field') || control).scrollIntoView({ block: 'start' })
  })
}

// The menu of a phone is a target; Escape leaves it and gives the focus back.
addEventListener('keydown', event => {
  if (event.key === 'Escape' && location.hash === '#menu') {
    location.hash = '#top'
    document.querySelector('[data-menu]')?.focus()
  }
})

// Choose all rows of this page at once: _ui/chooseall
for (const all of document.querySelectorAll('[data-all]')) {
  const form = all.form || document
  const boxes = () => [...form.querySelectorAll(`input[type=checkbox][name="${all.dataset.all}"]:not(:disabled)`)]
  const count = form.querySelector('[data-chosen]')
  const show = () => {
    const chosen = boxes().filter(box => box.checked).length
    all.checked = chosen > 0 && chosen === boxes().length
    all.indeterminate = chosen > 0 && !all.checked
    if (count) count.textContent = chosen.toLocaleString(document.documentElement.lang)
  }
  all.closest('[data-choosing]')?.removeAttribute('hidden')
  all.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked
    show()
  })
  form.addEventListener('change', event => event.target.name === all.dataset.all && show())
  show()
}

// A grid of inputs moves like a spreadsheet: Enter and arrows up/down keep the column,
// arrows left/right leave a field at its ends.
for (const grid of document.querySelectorAll('[data-grid]')) {
  const move = (field, down, right) => {
    const cell = field.closest('td,th')
    const row = cell && cell.parentElement
    if (!row) return false
    const step = (node, n) => (n < 0 ? node.previousElementSibling : node.nextElementSibling)
    for (let r = down ? step(row, down) : row, c = right ? step(cell, right) : null; r && (down || c); ) {
      const target = down ? r.cells[cell.cellIndex] : c
      const next = target && target.querySelector('input:not([type=hidden]):not(:disabled),select:not(:disabled)')
      if (next) {
        next.focus()
        if (next.select && next.type !== 'radio' && next.type !== 'checkbox') next.select()
        return true
      }
      if (down) r = step(r, down)
      else c = step(c, right)
    }
    return false
  }
  const edge = (field, end) => {
    try {
      const at = end ? field.selectionEnd : field.selectionStart
      const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length
      return at === null || whole || at === (end ? field.value.length : 0)
    } catch {
      return true
    }
  }
  grid.addEventListener('keydown', event => {
    const field = event.target
    if (event.altKey || event.ctrlKey || event.metaKey || !field.matches('input,select')) return
    const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [event.shiftKey ? -1 : 1, 0] }
    const way = ways[event.key]
    if (!way) return
    const text = field.matches('input:not([type=radio]):not([type=checkbox])')
    if (field.matches('select') && event.key !== 'Enter' && way[0]) return
    if (text && way[1] && !edge(field, way[1] > 0)) return
    const moved = move(field, way[0], way[1])
    // At the edge of the grid nothing moves and the number stays chosen.
    if (moved || event.key === 'Enter' || (text && way[0])) event.preventDefault()
  })
}

// What takes longer to count comes after the page, in the place where the page left it out. Without
// this, or where it does not come, a link in that place leads to the page that has it.
const later = [...document.querySelectorAll('[data-later]')].map(async part => {
  const still = [...part.querySelectorAll('[data-still]')]
  const before = still.map(one => one.textContent)
  still.forEach(one => (one.textContent = one.dataset.still))
  part.setAttribute('aria-busy', 'true')
  // What is counted behind the pages of the whole country is asked for again until it is there.
  for (let times = 0; times < 40; times++) {
    try {
      const answer = await fetch(part.dataset.later, { credentials: 'same-origin' })
      const whole = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const counted = answer.ok && whole.getElementById(part.id)
      if (!counted) break
      if (!counted.dataset.later) {
        part.replaceWith(document.adoptNode(counted))
        return ''
      }
    } catch {
      break // the link stays
    }
    await new Promise(done => setTimeout(done, 3000))
  }
  part.removeAttribute('aria-busy')
  still.forEach((one, at) => (one.textContent = before[at]))
  return part.querySelector('[data-counted]')?.href ?? ''
})

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    // Nothing is printed by halves: what is still being counted is waited for, and what did not
    // come is on the page that has it.
    const label = button.lastChild
    const said = label.textContent
    const waits = setTimeout(() => {
      button.disabled = true
      label.textContent = button.dataset.print || said
    })
    const elsewhere = (await Promise.all(later)).find(one => one)
    clearTimeout(waits)
    button.disabled = false
    label.textContent = said
    const page = address => address.split('#')[0]
    if (elsewhere && page(elsewhere) !== page(location.href)) location.href = elsewhere
    else print()
  })
}

// A form is sent only while the server answers: otherwise the page with all that was typed would
// give way to the browser's own error page. Sent once, however often the button is pressed.
const lost = document.querySelector('[data-lost]')
const reaches = async () => {
  if (!navigator.onLine) return false
  const patience = new AbortController()
  const end = setTimeout(() => patience.abort(), 10000)
  try {
    await fetch('/health', { method: 'HEAD', cache: 'no-store', signal: patience.signal })
    return true
  } catch {
    return false
  } finally {
    clearTimeout(end)
  }
}
if (lost) {
  let sending = null
  addEventListener('submit', async event => {
    const form = event.target
    if (event.defaultPrevented || form.method !== 'post') return
    if (sending === form) return event.preventDefault()
    if (form.dataset.reached) {
      delete form.dataset.reached
      sending = form
      // A download leaves the page where it is.
      setTimeout(() => (sending = null), 15000)
      return
    }
    event.preventDefault()
    sending = form
    lost.hidden = true
    const button = event.submitter
    const there = await reaches()
    sending = null
    if (there) {
      form.dataset.reached = 'yes'
      form.requestSubmit(button)
      return
    }
    lost.hidden = false
    lost.scrollIntoView({ block: 'center' })
  })
  // Coming back to the page, it can be sent once more.
  addEventListener('pageshow', () => (sending = null))
}

// Leaving a page with typed cells asks first. Browsers that come back fill in what was typed.
for (const form of document.querySelectorAll('form[data-typed]')) {
  const cells = () => [...form.querySelectorAll('input:not([type=hidden])')]
  const typed = () => form.dataset.typed === 'unsaved' || cells().some(cell => (cell.type === 'radio' ? cell.checked !== cell.defaultChecked : cell.value !== cell.defaultValue))
  let sent = false
  form.addEventListener('submit', () => (sent = sent || Boolean(form.dataset.reached)))
  addEventListener('beforeunload', event => {
    if (sent || !typed()) return
    event.preventDefault()
    event.returnValue = 'unsaved'
  })
}
