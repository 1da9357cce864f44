import { take } from '../lexicon'
import type { Grammar, Mode } from '../mode'
import { shellMode, type ShellState } from './shell'

interface ConsoleState {
  shell: ShellState
  isCommand: boolean
}

/** `$`, `%`, `user@host:~$`, `(env) $`, `PS C:\>`, `C:\>`: what stands before a command. */
const prompt =
  /(?:\([\w.-]+\)\s*)?(?:[\w.-]+@[\w.-]+[^$#%>]{0,80}[$#%]|\[[^\]]{1,80}\][$#]|PS [^>]{0,80}>|[A-Z]:\\[^>]{0,80}>|[$%])(?=\s|$)/y

/** What a terminal showed: commands behind a prompt, and what they printed, which is plain. */
export const console: Grammar = {
  mode: {
    startState: (): ConsoleState => ({ shell: shellMode.startState!(2), isCommand: false }),
    copyState: (state) => {
      const { shell, isCommand } = state as ConsoleState
      return { shell: { ...shell, frames: shell.frames.slice(), heredocs: shell.heredocs.slice() }, isCommand }
    },
    token: (stream, before) => {
      const state = before as ConsoleState
      const { shell } = state
      if (stream.sol()) {
        const goesOn = state.isCommand && (shell.continues || shell.frames.length > 0 || shell.heredocs.length > 0)
        if (!goesOn) {
          state.isCommand = take(prompt, stream) !== null
          state.shell = shellMode.startState!(2)
          if (state.isCommand) return 'comment'
        }
      }
      if (state.isCommand) return shellMode.token(stream, state.shell)
      stream.skipToEnd()
      return null
    },
  } satisfies Mode<unknown>,
  styles: { variable: 'type' },
}
