import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** What a process and all that it started hold and have used. */
export interface Usage {
  /** The sum over all processes, pages that several processes share counted by the share. */
  readonly pssMb: number
  /** The part of it that is no file's: other programs that run the same files don't change it. */
  readonly ownMb: number
  /** Since each of them started. */
  readonly cpuSeconds: number
  /** How often a thread of them fell asleep of its own will: about once for each time it was woken. */
  readonly wakeUps: number
}

const ticksPerSecond = 100

/** Reads a process tree from /proc (Linux), or its root alone. Processes that end while it is read count as nothing. */
export function usageOf(rootId: number, of: 'tree' | 'main' = 'tree'): Usage {
  const ids = of === 'tree' ? treeOf(rootId) : [rootId]
  const sum = (field: (id: number) => number): number => ids.reduce((total, id) => total + field(id), 0)
  return {
    pssMb: sum((id) => memoryKb(id, 'Pss')) / 1024,
    ownMb: sum((id) => memoryKb(id, 'Pss_Anon') + memoryKb(id, 'Pss_Shmem')) / 1024,
    cpuSeconds: sum(cpuSeconds),
    wakeUps: sum(wakeUps),
  }
}

/** CPU seconds of a process tree by kind of process: `main`, `renderer`, `gpu-process`, `utility`, … */
export function cpuByKind(rootId: number): ReadonlyMap<string, number> {
  const kinds = new Map<string, number>()
  for (const id of treeOf(rootId)) {
    const kind = /--type=([\w-]+)/.exec(read(id, 'cmdline'))?.[1] ?? 'main'
    kinds.set(kind, (kinds.get(kind) ?? 0) + cpuSeconds(id))
  }
  return kinds
}

/** How many Electron processes run outside of this tree: they share pages with it and make its PSS smaller. */
export function strangersOf(rootId: number): number {
  const own = new Set(treeOf(rootId))
  return processIds().filter((id) => !own.has(id) && /(^|\/)electron\0/.test(read(id, 'cmdline'))).length
}

/** The ids of a process and its descendants, dead ones left out. */
export function treeOf(rootId: number): readonly number[] {
  const children = new Map<number, number[]>()
  const living = new Set<number>()
  for (const id of processIds()) {
    const [state, parent] = statFields(id)
    if (state === undefined || state === 'Z') continue
    living.add(id)
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), id])
  }
  const under = (id: number): number[] => [id, ...(children.get(id) ?? []).flatMap(under)]
  return under(rootId).filter((id) => living.has(id))
}

/** Watches the machine from now on: the returned function gives the share of all cores, 0 to 1, that others than this tree used. */
export function watchOthers(rootId?: number): () => number {
  const own = (): number => (rootId === undefined ? 0 : treeOf(rootId).reduce((total, id) => total + cpuSeconds(id), 0))
  const before = { ...machineTicks(), own: own() }
  return () => {
    const { busy, all } = machineTicks()
    const others = busy - before.busy - (own() - before.own) * ticksPerSecond
    return Math.max(0, others / Math.max(1, all - before.all))
  }
}

/** Waits until the machine has little to do, but at most `limitMs`. */
export async function quiet(limitMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += 300) {
    const others = watchOthers()
    await wait(300)
    if (others() < 0.12) return
  }
}

function machineTicks(): { readonly busy: number; readonly all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  const fields = line.trim().split(/\s+/).slice(1, 9).map(Number)
  const all = fields.reduce((total, field) => total + field, 0)
  return { all, busy: all - (fields[3] ?? 0) - (fields[4] ?? 0) }
}

function processIds(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** The fields of /proc/<id>/stat behind the name, which may hold blanks itself: state first. */
function statFields(id: number): readonly string[] {
  const stat = read(id, 'stat')
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function memoryKb(id: number, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(id, 'smaps_rollup'))?.[1] ?? 0)
}

function cpuSeconds(id: number): number {
  const fields = statFields(id)
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
}

function wakeUps(id: number): number {
  return threadsOf(id).reduce((total, thread) => {
    const status = read(id, `task/${thread}/status`)
    return total + Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0)
  }, 0)
}

function threadsOf(id: number): readonly string[] {
  try {
    return readdirSync(`/proc/${id}/task`)
  } catch {
    return []
  }
}

function read(id: number, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
