import { take } from '../../lexicon'
import type { Grammar } from '../../mode'
import { shellMode, type ShellState } from '../shell'

interface DockerfileState {
  shell: ShellState
  isShell: boolean
  /** The instruction goes on over the end of the line. */
  continues: boolean
}

const instruction =
  /\s*(?:add|arg|cmd|copy|entrypoint|env|expose|from|healthcheck|label|maintainer|onbuild|run|shell|stopsignal|user|volume|workdir)(?=\s|$)/iy
const comment = /\s*#.*/y
const word = /(?<=\s)(?:as|cmd|none)(?=\s|$)/iy
const list = /^\s*\[/
const string = /"(?:[^"\\]|\\.)*"?|'[^']*'?/y
const variable = /\$(?:\w+|\{[^}]*\})/y
const plain = /[^\s"'$[]+|\s+|[$[]/y

/** Dockerfiles; what RUN, CMD and ENTRYPOINT start is read as shell. */
export const dockerfile: Grammar = {
  mode: {
    startState: (): DockerfileState => ({ shell: shellMode.startState!(2), isShell: false, continues: false }),
    copyState: (state) => {
      const { shell } = state as DockerfileState
      return {
        ...(state as DockerfileState),
        shell: { ...shell, frames: shell.frames.slice(), heredocs: shell.heredocs.slice() },
      }
    },
    token: (stream, before) => {
      const state = before as DockerfileState
      if (stream.sol()) {
        if (take(comment, stream)) return 'comment'
        const goesOn = state.continues || state.shell.heredocs.length > 0
        state.continues = /\\\s*$/.test(stream.string)
        if (!goesOn) {
          const name = take(instruction, stream)?.[0].trim().toLowerCase() ?? ''
          state.shell = shellMode.startState!(2)
          state.isShell = /^(?:run|cmd|entrypoint)$/.test(name) && !list.test(stream.string.slice(stream.pos))
          if (name) return 'keyword'
        }
      }
      if (state.isShell) return shellMode.token(stream, state.shell)
      if (take(word, stream)) return 'keyword'
      if (take(string, stream)) return 'string'
      if (take(variable, stream)) return 'variable'
      if (!take(plain, stream)) stream.next()
      return null
    },
  },
  styles: { variable: 'type' },
}
