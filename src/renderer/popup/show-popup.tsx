import { createRoot } from 'react-dom/client'
import { popupWords as englishWords } from '../../shared/locales/popup/en-popup'
import { popupWords as chineseWords } from '../../shared/locales/popup/zh-CN-popup'
import { applyAppearance, readAppearance } from '../ui/appearance'
import { addWords, startWords } from '../words'
import { PopupPage } from './popup-page'
// The parts of a conversation, whose styles the popup's build on.
import '../chat/chat.css'
import '../chat/composer/composer.css'
import './popup.css'

/** Puts the popup's interface into `root`, in the look and the language that main named in the address. */
export function showPopup(root: HTMLElement): void {
  const appearance = readAppearance(location.search)
  applyAppearance(appearance)
  startWords(appearance.language)
  addWords(englishWords, chineseWords)
  createRoot(root).render(<PopupPage />)
}
