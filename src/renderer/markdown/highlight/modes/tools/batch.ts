import { lexiconMode } from '../../lexicon'
import type { Grammar } from '../../mode'

/** Batch files of Windows. */
export const batch: Grammar = {
  mode: lexiconMode({
    rules: [
      [/(?:(?<=^\s*@?)|(?<=&\s*))rem(?:\s.*|$)/iy, 'comment'],
      [/(?<=^\s*)::.*/y, 'comment'],
      [/(?<=^\s*):\w[\w-]*/y, 'type'],
      [/%%?~?\w*:?[^%\s]*%|%~?[a-z]*\d|%%~?[a-z]+|![\w]+!/iy, 'type'],
      [/(?<=\bset\s+(?:\/[ap]\s+)?"?)\w+(?==)/iy, 'propertyName'],
      [/\/[a-z?]+\b/iy, null],
    ],
    strings: [{ open: /"/y, close: '"' }],
    ignoreCase: true,
    words: {
      keyword: `
        if else not exist defined errorlevel for in do goto call exit setlocal endlocal enabledelayedexpansion equ
        neq lss leq gtr geq pause shift
      `,
      function: `
        echo set cd chdir copy del dir md mkdir move popd pushd rd ren rmdir start title type xcopy robocopy
        taskkill tasklist reg sc net findstr find where powershell choice timeout cls
      `,
    },
  }),
}
