import { app } from 'electron'

/** A further start of the app with its command line and what it sent along, or a link that the system hands over. */
export type Arrival = { readonly argv: readonly string[]; readonly data: unknown } | { readonly link: string }

/** What arrives while the app runs, in its order. */
export interface Arrivals {
  /** Has `take` called with each, those that came before it too. */
  deliverTo(take: (arrival: Arrival) => void): void
}

/** Collects from now on: to be called before Electron is ready, since it keeps nothing for those who listen later. */
export function collectArrivals(): Arrivals {
  const waiting: Arrival[] = []
  let take = (arrival: Arrival): void => void waiting.push(arrival)
  app.on('second-instance', (_event, argv, _folder, data) => take({ argv, data }))
  app.on('open-url', (event, link) => {
    event.preventDefault()
    take({ link })
  })
  return {
    deliverTo(taker) {
      take = taker
      for (const arrival of waiting.splice(0)) taker(arrival)
    },
  }
}
