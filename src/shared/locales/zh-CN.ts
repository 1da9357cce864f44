import type { Words } from './en'
import { popupWords } from './popup/zh-CN-popup'
import { errorWords } from './zh-CN-errors'
import { inspectorWords } from './zh-CN-inspector'
import { settingsWords } from './zh-CN-settings'
import { systemWords } from './zh-CN-system'
import { windowWords } from './zh-CN-window'

/** The same words in Simplified Chinese. A missing one does not compile. */
export const zhCN: Words = {
  ...windowWords,
  ...popupWords,
  ...inspectorWords,
  ...settingsWords,
  ...systemWords,
  ...errorWords,
}
