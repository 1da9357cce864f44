import { Fragment, memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MarkedToken, Token, Tokens } from 'marked'
import { CodeBlock } from './code-block'
import type { Block } from './growing-blocks'
import { deepest, inline } from './inline'

interface BlockProps {
  readonly block: Block
  /** Draws the caret behind its last word. */
  readonly caret: boolean
}

/** One block of a text; drawn again only when it has changed. */
export const BlockView = memo(function BlockView({ block, caret }: BlockProps) {
  return draw(block.token, 0, caret)
})

function draw(token: MarkedToken, depth: number, caret: boolean): ReactNode {
  if (depth > deepest) return <p className="as-written">{token.raw}</p>
  const mark = caret ? <Caret /> : null
  switch (token.type) {
    case 'paragraph':
      return (
        <p>
          {inline(token.tokens, depth)}
          {mark}
        </p>
      )
    case 'heading':
      return <Heading token={token} depth={depth} mark={mark} />
    case 'code':
      return <CodeBlock code={token.text} info={token.lang ?? ''} caret={mark} />
    case 'list':
      return <List token={token} depth={depth} caret={caret} />
    case 'blockquote':
      return <blockquote>{drawAll(token.tokens, depth + 1, caret)}</blockquote>
    case 'table':
      return <Table token={token} depth={depth} mark={mark} />
    case 'hr':
      return <hr />
    case 'html':
      return (
        <p className="as-written">
          {token.raw.trimEnd()}
          {mark}
        </p>
      )
    case 'text':
      return (
        <p className={token.tokens ? undefined : 'as-written'}>
          {token.tokens ? inline(token.tokens, depth) : token.text}
          {mark}
        </p>
      )
    default:
      return null
  }
}

function drawAll(tokens: readonly Token[], depth: number, caret: boolean): ReactNode {
  const shown = tokens.filter((token) => !['space', 'def', 'checkbox'].includes(token.type))
  return shown.map((token, index) => (
    <Fragment key={index}>{draw(token as MarkedToken, depth, caret && index === shown.length - 1)}</Fragment>
  ))
}

interface PartProps<Part> {
  readonly token: Part
  readonly depth: number
  readonly mark: ReactNode
}

function Heading({ token, depth, mark }: PartProps<Tokens.Heading>) {
  const Tag = `h${Math.min(6, Math.max(1, token.depth))}` as 'h1'
  return (
    <Tag>
      {inline(token.tokens, depth)}
      {mark}
    </Tag>
  )
}

interface ListProps {
  readonly token: Tokens.List
  readonly depth: number
  readonly caret: boolean
}

function List({ token, depth, caret }: ListProps) {
  const { t } = useTranslation()
  const className = token.loose ? undefined : 'tight'
  const start = token.start === '' ? 1 : token.start
  const items = token.items.map((item, index) => (
    <li key={index} className={item.task ? 'task' : token.ordered ? digitsClass(start + index) : undefined}>
      {item.task && (
        <span className={item.checked ? 'task-box on' : 'task-box'}>
          <span className="unseen">{item.checked ? t('chat.taskDone') : t('chat.taskOpen')}</span>
        </span>
      )}
      {drawAll(item.tokens, depth + 1, caret && index === token.items.length - 1)}
    </li>
  ))
  if (!token.ordered) return <ul className={className}>{items}</ul>
  return (
    <ol className={className} start={start} style={start === 1 ? undefined : { counterReset: `item ${start - 1}` }}>
      {items}
    </ol>
  )
}

function digitsClass(number: number): string | undefined {
  if (number < 10) return undefined
  return number < 100 ? 'two-digits' : 'more-digits'
}

function Table({ token, depth, mark }: PartProps<Tokens.Table>) {
  return (
    <div className="table">
      <table>
        <thead>
          <tr>
            {token.header.map((cell, index) => (
              <th key={index} className={cell.align ?? undefined}>
                {inline(cell.tokens, depth)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {token.rows.map((row, rowIndex) => (
            <tr key={rowIndex}>
              {row.map((cell, index) => (
                <td key={index} className={cell.align ?? undefined}>
                  {inline(cell.tokens, depth)}
                  {rowIndex === token.rows.length - 1 && index === row.length - 1 && mark}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Where a text that grows goes on. */
function Caret() {
  return <span className="caret" aria-hidden="true" />
}
