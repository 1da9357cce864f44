import fontUrl from '@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2?url'

/** How long formulas wait for their font before they are drawn without it. It comes with the app. */
const fontWaitMs = 1_000

/** Resolves when the font of formulas is there, or does not come. Never rejects. */
export async function loadMathFont(): Promise<void> {
  const font = new FontFace('STIX Two Math', `url("${fontUrl}") format("woff2")`, { display: 'block' })
  document.fonts.add(font)
  const loaded = font.load().catch(() => font)
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, fontWaitMs))])
}
