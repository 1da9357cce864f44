// Before the parts, whose styles build on these.
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/controls.css'
import '../ui/rows.css'
import '../ui/overlays/overlays.css'
import '../chat/chat.css'
import '../chat/composer/composer.css'
import { createRoot } from 'react-dom/client'
import { popupWords as englishWords } from '../../shared/locales/popup/en-popup'
import { popupWords as chineseWords } from '../../shared/locales/popup/zh-CN-popup'
import { applyAppearance, readAppearance } from '../ui/appearance'
import { refuseTopLayer } from '../ui/overlays/refuse-top-layer'
import { addWords, startWords } from '../words'
import { PopupPage } from './popup-page'
import './popup.css'

refuseTopLayer()
const appearance = readAppearance(window.location.search)
applyAppearance(appearance)
startWords(appearance.language)
addWords(englishWords, chineseWords)

const root = document.getElementById('root')
if (root) createRoot(root).render(<PopupPage />)
