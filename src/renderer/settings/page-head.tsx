import type { ReactNode } from 'react'

interface PageHeadProps {
  readonly title: string
  readonly lede: string
  /** What stands at the end of the title's line. */
  readonly children?: ReactNode
}

/** A page's title and the sentence below it. */
export function PageHead({ title, lede, children }: PageHeadProps) {
  return (
    <>
      <div className="page-head">
        <h1 className="grow">{title}</h1>
        {children}
      </div>
      <p className="lede">{lede}</p>
    </>
  )
}
