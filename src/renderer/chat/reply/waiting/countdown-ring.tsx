import { useState } from 'react'
import { Ring } from '../../../ui/icon'

/** A ring that is empty when it appears and full when nothing is left. Give it a key for each countdown. */
export function CountdownRing({ leftMs }: { readonly leftMs: number }) {
  const [wholeMs] = useState(leftMs)
  return <Ring part={1 - leftMs / Math.max(1, wholeMs)} />
}
