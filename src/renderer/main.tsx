// Before the parts, whose styles build on these.
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/rows.css'
import './ui/frame.css'
import './ui/overlays/overlays.css'
import { refuseTopLayer } from './ui/overlays/refuse-top-layer'

// A frame of a hidden page may never come.
const longestWaitMs = 100

/** Resolves once the frame in index.html is on the screen: what follows takes longer than a frame does. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve))
    setTimeout(resolve, longestWaitMs)
  })
}

// One entry for both pages with conversations: what two entries share would be one more file to wait for.
async function show(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) return
  if (location.host === 'popup') (await import('./popup/show-popup')).showPopup(root)
  else (await import('./show-app')).showApp(root)
}

refuseTopLayer()
void painted().then(show)
