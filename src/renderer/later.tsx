import { useEffect, useState, type ComponentType } from 'react'

/** A component whose code is not in the entry. */
export interface Later<Props> {
  /** Nothing until the code is there; drawn at once when it has been preloaded. */
  readonly Component: ComponentType<Props>
  readonly preload: () => void
}

/** Loads a component's code when it is asked for. React's own `lazy` may hold back what is ready for 300 ms. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<ComponentType<Props>> | null = null
  const start = (): Promise<ComponentType<Props>> => {
    loading ??= load().then((component) => (loaded = component))
    return loading
  }
  function Component(props: Props) {
    const [Part, setPart] = useState(() => loaded)
    useEffect(() => {
      if (!Part) void start().then((component) => setPart(() => component))
    }, [Part])
    return Part && <Part {...props} />
  }
  return { Component, preload: () => void start() }
}
