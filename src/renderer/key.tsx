import { createRoot } from 'react-dom/client'
import { settingsWords as englishWords } from '../shared/locales/en-settings'
import { settingsWords as chineseWords } from '../shared/locales/zh-CN-settings'
import { KeyWindow } from './key-window/key-window'
import { applyAppearance, readAppearance } from './ui/appearance'
import { addWords, startWords } from './words'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './key-window/key-window.css'

const appearance = readAppearance(window.location.search)
applyAppearance(appearance)
startWords(appearance.language)
addWords(englishWords, chineseWords)

const root = document.getElementById('root')
if (root) createRoot(root).render(<KeyWindow />)
