import { createRoot } from 'react-dom/client'
// Before the parts, whose styles build on these.
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/rows.css'
import './ui/frame.css'
import './ui/overlays/overlays.css'
import { App } from './app'
import { applyAppearance, readAppearance } from './ui/appearance'
import { startWords } from './words'

const appearance = readAppearance(location.search)
applyAppearance(appearance)
startWords(appearance.language)

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
