// Sends evidence file by file, photos made smaller before. Without this file the form sends them all.

const form = document.querySelector('[data-evidence]')
const SIDE = 1600

// Upright as the camera held it; browsers before 2023 do that by themselves and do not know the option.
const decoded = file => createImageBitmap(file, { imageOrientation: 'from-image' }).catch(failure => {
  if (!(failure instanceof TypeError)) throw failure
  return createImageBitmap(file)
})

// Photos of a phone are larger than anybody looks at; what cannot be read here is sent as it is.
const smaller = async file => {
  if (!/^image\//.test(file.type) || !window.createImageBitmap) return file
  try {
    const picture = await decoded(file)
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
    if (scale === 1 && file.size < 1500000) return file
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close?.()
    const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.8))
    return blob && blob.size < file.size ? blob : file
  } catch {
    return file
  }
}

if (form) {
  const pick = form.querySelector('input[type=file]')
  const list = form.querySelector('[data-files]')
  const words = form.dataset
  const waiting = []
  let busy = false

  const line = file => {
    const item = document.createElement('li')
    const name = document.createElement('b')
    const state = document.createElement('span')
    const bar = document.createElement('progress')
    const buttons = document.createElement('div')
    name.textContent = file.name
    bar.max = 1
    bar.value = 0
    bar.setAttribute('aria-label', file.name)
    buttons.className = 'buttons'
    item.append(name, ' ', state, bar, buttons)
    list.append(item)
    return { file, item, state, bar, buttons, done: false, failed: false }
  }

  const say = (one, text, failed) => {
    one.state.textContent = text
    one.state.className = failed ? 'error' : 'soft'
    one.failed = failed
    one.buttons.replaceChildren()
    if (!failed) return
    const again = document.createElement('button')
    again.type = 'button'
    again.className = 'button quiet'
    again.textContent = words.again
    again.addEventListener('click', () => {
      one.failed = false
      work()
    })
    const drop = document.createElement('button')
    drop.type = 'button'
    drop.className = 'button bare'
    drop.textContent = words.drop
    drop.addEventListener('click', () => {
      waiting.splice(waiting.indexOf(one), 1)
      one.item.remove()
      finish()
    })
    one.buttons.append(again, drop)
  }

  const send = one =>
    new Promise(answered => {
      const data = new FormData()
      for (const field of form.querySelectorAll('input:not([type=file])')) data.append(field.name, field.value)
      data.append('file', one.blob, one.file.name)
      const request = new XMLHttpRequest()
      request.open('POST', form.action)
      request.setRequestHeader('Accept', 'application/json')
      request.timeout = 180000
      request.upload.addEventListener('progress', event => (one.bar.value = event.lengthComputable ? event.loaded / event.total : 0))
      request.addEventListener('load', () => {
        try {
          const answer = JSON.parse(request.responseText)
          if (answer.problems.length) {
            say(one, answer.problems.join(' '), true)
          } else {
            one.done = true
            one.bar.value = 1
            say(one, words.done, false)
          }
        } catch {
          say(one, words.stale, true)
        }
        answered()
      })
      for (const lost of ['error', 'timeout', 'abort']) {
        request.addEventListener(lost, () => {
          one.lost = true
          say(one, words.lost, true)
          answered()
        })
      }
      request.send(data)
    })

  const finish = () => {
    if (!busy && waiting.every(one => one.done) && waiting.some(one => one.done)) location.assign(location.pathname)
  }

  const work = async () => {
    if (busy) return
    busy = true
    for (let one; (one = waiting.find(each => !each.done && !each.failed)); ) {
      one.lost = false
      say(one, words.shrinking, false)
      one.blob ||= await smaller(one.file)
      say(one, words.sending, false)
      await send(one)
    }
    busy = false
    finish()
  }

  const take = () => {
    for (const file of pick.files) waiting.push(line(file))
    pick.value = ''
    work()
  }

  form.addEventListener('submit', event => {
    event.preventDefault()
    if (pick.files.length) take()
    else if (waiting.some(one => one.failed)) {
      for (const one of waiting) one.failed = false
      work()
    } else pick.click()
  })
  // A reason has to be there first where one is asked for.
  pick.addEventListener('change', () => {
    const reason = form.querySelector('[name=reason]')
    if (reason && reason.value.trim().length < 5) reason.focus()
    else take()
  })
  addEventListener('online', () => {
    for (const one of waiting) if (one.lost) one.failed = false
    work()
  })
  addEventListener('beforeunload', event => {
    if (waiting.some(one => !one.done)) event.preventDefault()
  })
}
