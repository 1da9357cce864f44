// `npm run check`: everything that needs no Electron, in under a minute.
import { main } from './run.mjs'
import { setUp } from './setup.mjs'
import { finish, newTally, staticSteps, testStep } from './steps.mjs'

await main(async () => {
  await setUp({ electron: false })
  const tally = newTally()
  await staticSteps(tally)
  await testStep(tally)
  return finish(tally)
})
