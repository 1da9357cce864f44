import type { Grammar } from '../mode'

/** Unified and context diffs, a line at a time. */
export const diff: Grammar = {
  mode: {
    token: (stream) => {
      const line = stream.string
      stream.skipToEnd()
      if (
        /^(?:diff |index |=== |\+\+\+ |--- |\*\*\* |Index: |(?:new|deleted|old) (?:file )?mode |rename |similarity )/.test(
          line,
        )
      )
        return 'comment'
      if (line.startsWith('@@')) return 'type'
      return line.startsWith('+') || line.startsWith('>') ? 'inserted' : /^[-<]/.test(line) ? 'deleted' : null
    },
  },
}
