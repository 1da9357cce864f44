import { plain, type LanguageRow } from './language-row'

/** Languages of command lines, builds and machines. */
export const toolsLanguages: readonly LanguageRow[] = [
  [
    'shell',
    'Shell',
    'sh',
    'sh bash zsh ksh fish ash shellscript bashrc zshrc profile',
    async () => (await import('../modes/shell')).shell,
  ],
  [
    'console',
    'Terminal',
    'txt',
    'shell-session shellsession sh-session bash-session terminal',
    async () => (await import('../modes/console')).console,
  ],
  [
    'powershell',
    'PowerShell',
    'ps1',
    'ps1 pwsh ps psm1',
    async () => plain((await import('@codemirror/legacy-modes/mode/powershell')).powerShell),
  ],
  ['batch', 'Batch', 'bat', 'bat cmd batchfile dos', async () => (await import('../modes/tools/batch')).batch],
  ['diff', 'Diff', 'diff', 'patch udiff git-diff', async () => (await import('../modes/diff')).diff],
  [
    'dockerfile',
    'Dockerfile',
    'dockerfile',
    'docker containerfile',
    async () => (await import('../modes/tools/dockerfile')).dockerfile,
  ],
  [
    'makefile',
    'Makefile',
    'mk',
    'make mk mak gnumakefile just justfile',
    async () => (await import('../modes/tools/makefile')).makefile,
  ],
  ['cmake', 'CMake', 'cmake', 'cmakelists', async () => (await import('../modes/tools/cmake')).cmake],
  ['nginx', 'nginx', 'conf', 'nginxconf', async () => (await import('../modes/tools/nginx')).nginx],
  [
    'terraform',
    'HCL',
    'tf',
    'tf hcl tfvars terraform-vars opentofu nomad',
    async () => (await import('../modes/tools/hcl')).hcl,
  ],
  ['nix', 'Nix', 'nix', '', async () => (await import('../modes/tools/nix')).nix],
  [
    'gherkin',
    'Gherkin',
    'feature',
    'feature cucumber',
    async () => plain((await import('@codemirror/legacy-modes/mode/gherkin')).gherkin),
  ],
]
