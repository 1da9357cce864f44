import { plain, usual, type LanguageRow } from './language-row'

/** Languages of mathematics, science and hardware. */
export const scienceLanguages: readonly LanguageRow[] = [
  [
    'r',
    'R',
    'r',
    'rlang rscript splus',
    async () => plain((await import('@codemirror/legacy-modes/mode/r')).r, {}, true),
  ],
  [
    'julia',
    'Julia',
    'jl',
    'jl',
    async () => usual((await import('@codemirror/legacy-modes/mode/julia')).julia, { builtin: 'type' }),
  ],
  [
    'matlab',
    'MATLAB',
    'm',
    'octave',
    async () => plain((await import('@codemirror/legacy-modes/mode/octave')).octave, {}, true),
  ],
  [
    'fortran',
    'Fortran',
    'f90',
    'f90 f95 f03 f for f77',
    async () => plain((await import('@codemirror/legacy-modes/mode/fortran')).fortran, {}, true),
  ],
  ['sas', 'SAS', 'sas', '', async () => plain((await import('@codemirror/legacy-modes/mode/sas')).sas)],
  [
    'latex',
    'LaTeX',
    'tex',
    'tex bibtex bib sty cls',
    async () => plain((await import('@codemirror/legacy-modes/mode/stex')).stex),
  ],
  [
    'verilog',
    'Verilog',
    'v',
    'v sv systemverilog vh',
    async () => plain((await import('@codemirror/legacy-modes/mode/verilog')).verilog),
  ],
  ['vhdl', 'VHDL', 'vhd', 'vhd', async () => plain((await import('@codemirror/legacy-modes/mode/vhdl')).vhdl)],
  [
    'assembly',
    'Assembly',
    's',
    'asm s nasm x86asm x86 gas arm',
    async () => plain((await import('@codemirror/legacy-modes/mode/gas')).gas),
  ],
  [
    'wat',
    'WebAssembly',
    'wat',
    'wast wasm webassembly',
    async () => plain((await import('@codemirror/legacy-modes/mode/wast')).wast),
  ],
  [
    'glsl',
    'GLSL',
    'glsl',
    'shader vert frag hlsl',
    async () => usual((await import('@codemirror/legacy-modes/mode/clike')).shader),
  ],
  ['cobol', 'COBOL', 'cob', 'cob cbl', async () => plain((await import('@codemirror/legacy-modes/mode/cobol')).cobol)],
]
