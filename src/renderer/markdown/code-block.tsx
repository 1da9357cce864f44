import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../bridge'
import { showFailure } from '../failures'
import { ToolButton } from '../ui/tool-button'

const copiedShownMs = 1500

const languageNames: Readonly<Record<string, string>> = {
  bash: 'Bash',
  c: 'C',
  cpp: 'C++',
  cs: 'C#',
  csharp: 'C#',
  css: 'CSS',
  diff: 'Diff',
  go: 'Go',
  html: 'HTML',
  java: 'Java',
  javascript: 'JavaScript',
  js: 'JavaScript',
  json: 'JSON',
  jsx: 'JSX',
  kotlin: 'Kotlin',
  latex: 'LaTeX',
  lua: 'Lua',
  markdown: 'Markdown',
  md: 'Markdown',
  php: 'PHP',
  powershell: 'PowerShell',
  py: 'Python',
  python: 'Python',
  r: 'R',
  rb: 'Ruby',
  ruby: 'Ruby',
  rs: 'Rust',
  rust: 'Rust',
  sh: 'Shell',
  shell: 'Shell',
  sql: 'SQL',
  swift: 'Swift',
  toml: 'TOML',
  ts: 'TypeScript',
  tsx: 'TSX',
  typescript: 'TypeScript',
  xml: 'XML',
  yaml: 'YAML',
  yml: 'YAML',
}

interface CodeBlockProps {
  readonly code: string
  /** What stood behind the fence. */
  readonly info: string
  /** The caret of a text that still grows. */
  readonly caret: ReactNode
}

/** Code with its language and a button that copies it exactly as it was written. */
export function CodeBlock({ code, info, caret }: CodeBlockProps) {
  const { t } = useTranslation()
  const language = info.trim().split(/\s+/, 1)[0] ?? ''
  const name = Object.hasOwn(languageNames, language.toLowerCase()) ? languageNames[language.toLowerCase()] : language
  return (
    <figure className="code">
      <header>
        <span className="grow clip">{name === '' ? t('chat.code') : name}</span>
        <CopyButton label={t('chat.copyCode')} text={code} />
      </header>
      <pre>
        <code>
          {code}
          {caret}
        </code>
      </pre>
    </figure>
  )
}

interface CopyButtonProps {
  readonly label: string
  readonly text: string
}

/** Copies text and says so for a moment. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), copiedShownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (): Promise<void> => {
    try {
      await request('clipboard.write', { text })
      setCopied(true)
    } catch (error) {
      showFailure(error)
    }
  }
  return (
    <ToolButton
      icon={copied ? 'check' : 'copy'}
      className={copied ? 'is-on' : ''}
      label={copied ? t('chat.copied') : label}
      onClick={() => void copy()}
    />
  )
}
