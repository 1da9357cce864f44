import { startTransition, useOptimistic, useState } from 'react'
import { AppError } from '../../../shared/errors'
import type { Model, ProviderInfo } from '../../../shared/providers'
import { request } from '../../bridge'
import { useAttempt, type Attempt } from '../attempt'
import { keepOrder, orderModels, shownModels, toggleModel } from './model-list'

/** The check list of a provider's models as it stands in the page. */
export interface OfferedModels {
  readonly offered: readonly string[]
  readonly shown: readonly string[]
  readonly total: number
  readonly unfolded: boolean
  readonly filter: string
  readonly saving: Attempt
  setFilter(filter: string): void
  /** Shows a long list whole, or folds it again with what is ticked on top. */
  unfold(open: boolean): void
  toggle(model: string): void
  /** Offers a model that need not be in the list. */
  add(model: string): void
}

/** Keeps the check list of `provider` over what it `listed` last (null before it was asked). */
export function useOfferedModels(provider: ProviderInfo, listed: readonly Model[] | null): OfferedModels {
  const saving = useAttempt()
  // Ticks show at once; when main refuses one, the stored list comes back.
  const [offered, setOffered] = useOptimistic(provider.models)
  const [unfolded, setUnfolded] = useState(false)
  const [filter, setFilter] = useState('')
  const [order, setOrder] = useState(() => orderModels(provider.models, listed ?? []))
  const [ordered, setOrdered] = useState(listed)
  if (ordered !== listed) {
    // Only a new list is put in order anew: a row must not move because it was ticked.
    setOrdered(listed)
    setOrder(orderModels(provider.models, listed ?? []))
  }

  const save = (models: string[]) =>
    startTransition(async () => {
      setOffered(models)
      await saving.run(() => request('providers.change', { id: provider.id, models }))
    })
  const all = keepOrder(order, offered)
  return {
    offered,
    shown: shownModels(all, unfolded, filter),
    total: all.ids.length,
    unfolded,
    filter,
    saving,
    setFilter,
    unfold(open) {
      setUnfolded(open)
      setFilter('')
      setOrder(orderModels(offered, listed ?? []))
    },
    toggle: (model) => save(toggleModel(offered, model)),
    add: (model) => {
      if (!offered.includes(model)) save([...offered, model])
    },
  }
}

/** The models that a provider lists now. A local server is looked for, which also brings what is stored up to date. */
export async function listModels({ id, origin }: ProviderInfo): Promise<readonly Model[]> {
  if (origin !== 'local') return (await request('providers.test', { id })).models
  const found = await request('providers.find-local', {})
  const models = found.find((server) => server.providerId === id)?.models
  if (!models) throw new AppError({ code: 'network', reason: 'refused', detail: '' })
  return models
}
