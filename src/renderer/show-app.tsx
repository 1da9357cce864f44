import { createRoot } from 'react-dom/client'
import { App } from './app'
import { applyAppearance, readAppearance } from './ui/appearance'
import { startWords } from './words'

/** Puts the main window's interface into `root`, in the look and the language that main named in the address. */
export function showApp(root: HTMLElement): void {
  const appearance = readAppearance(location.search)
  applyAppearance(appearance)
  startWords(appearance.language)
  createRoot(root).render(<App />)
}
