import { useEffect, useState } from 'react'

/** Now, in milliseconds since 1970, told again every `everyMs` while the window can be seen and it is not yet `until`. */
export function useClock(everyMs: number, until = Infinity): number {
  const [now, setNow] = useState(Date.now)
  const running = now < until
  useEffect(() => {
    if (!running) return
    const tick = (): void => {
      if (document.visibilityState === 'visible') setNow(Date.now())
    }
    const timer = setInterval(tick, everyMs)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [everyMs, running])
  return now
}
