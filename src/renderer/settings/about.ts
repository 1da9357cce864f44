import { useEffect, useState } from 'react'
import type { OutputOf } from '../../shared/ipc'
import { request } from '../bridge'

/** What this Runnel is; null until main has said so. */
export type About = OutputOf<'about.get'>

/** Asks once, when the page opens. */
export function useAbout(): About | null {
  const [about, setAbout] = useState<About | null>(null)
  useEffect(() => {
    // The lines stay empty where there is no answer.
    request('about.get', {}).then(setAbout, () => undefined)
  }, [])
  return about
}
