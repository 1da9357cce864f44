import { errorWords } from './en-errors'
import { inspectorWords } from './en-inspector'
import { settingsWords } from './en-settings'
import { systemWords } from './en-system'
import { popupWords } from './popup/en-popup'
import { windowWords } from './en-window'

// Every string of the app, in English. `<b>` marks the part of a sentence that carries the value.
// Windows take the parts by themselves, so that what they show at first carries no other words.

/** The English words, by subject. Its shape is the shape of every language. */
export const en = { ...windowWords, ...popupWords, ...inspectorWords, ...settingsWords, ...systemWords, ...errorWords }

type Shape<Group> = {
  readonly [Key in keyof Group as Key extends `${string}_one` ? never : Key]: Group[Key] extends string
    ? string
    : Shape<Group[Key]>
}

/** What a language must have: every key of English, but for singular forms (`…_one`), which not every language has. */
export type Words = Shape<typeof en>
