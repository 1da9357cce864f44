const { ipcRenderer } = require('electron')

addEventListener('DOMContentLoaded', () => {
  const box = document.querySelector('main')
  ipcRenderer.on('text', (_event, text) => {
    const [first, ...lines] = text.split('\n')
    box.lastElementChild.append(first)
    for (const line of lines) {
      const element = document.createElement('div')
      element.append(line)
      box.append(element)
    }
    box.scrollTop = box.scrollHeight
  })
  addEventListener('ask', () => ipcRenderer.send('ask'))
})
