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

refuseTopLayer()
const app = painted().then(() => import('./show-app'))
const root = document.getElementById('root')
if (root) void app.then(({ showApp }) => showApp(root))
