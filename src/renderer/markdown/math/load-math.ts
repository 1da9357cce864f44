import type { MathRenderer } from './math-renderer'

let loading: Promise<MathRenderer> | undefined

/** Loads what draws formulas and their font, once. With the font there from the start, no formula changes its size. */
export function loadMath(): Promise<MathRenderer> {
  loading ??= load()
  return loading
}

async function load(): Promise<MathRenderer> {
  const [{ mathRenderer }, { loadMathFont }] = await Promise.all([import('./math-renderer'), import('./math-font')])
  await loadMathFont()
  return mathRenderer
}
