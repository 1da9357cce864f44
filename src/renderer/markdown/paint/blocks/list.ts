import type { Block, Item, List } from '../../parser/nodes'
import { makeElement, setClass } from '../element'
import { GroupTree } from '../group-tree'
import type { PaintContext } from '../paint-context'
import { BlockRun } from './block-run'
import { listHeight } from './spacing/estimate'
import { evenGap } from './spacing/gaps'
import { makeInside, markDeep } from './inside'
import type { PaintedBlock } from './painted-block'

const runLength = 24

/** A list on the page. */
export class PaintedList implements PaintedBlock {
  readonly element: HTMLElement
  readonly #start: number | null
  readonly #run: BlockRun
  #list: List
  readonly #runs: GroupTree

  /** `depth`: how many items and quotes are around it. */
  constructor(list: List, depth: number, context: PaintContext) {
    this.#list = list
    this.#start = list.start
    this.element = list.start === null ? makeElement('ul') : makeNumbered(list.start)
    this.#runs = new GroupTree(this.element, {
      groupLength: runLength,
      name: 'div',
      className: 'run',
      heightOf: (from, to) => listHeight(this.#list.children.slice(from, to)),
      onGroup: (run) => {
        // The items belong to the list, whatever stands between.
        run.setAttribute('role', 'none')
        this.element.setAttribute('role', 'list')
      },
    })
    this.#run = new BlockRun({
      make: (_block, index) => new PaintedItem(this.#numberOf(index), depth, context),
      add: (element, index) => this.#runs.add(element, index),
      remove: (element) => {
        this.#runs.remove(element)
        if (this.element.lastElementChild?.localName === 'li') this.element.removeAttribute('role')
      },
      gap: evenGap,
      settle: (count) => this.#runs.settle(count),
    })
  }

  show(block: Block): boolean {
    if (block.kind !== 'list' || block.start !== this.#start) return false
    this.#list = block
    setClass(this.element, 'is-loose', block.loose)
    this.#run.show(block.children, block.settledChildren)
    return true
  }

  settle(): void {
    this.#run.settle()
  }

  tail(): HTMLElement | null {
    return this.#run.tail()
  }

  #numberOf(index: number): number | null {
    return this.#start === null ? null : this.#start + index
  }
}

function makeNumbered(start: number): HTMLOListElement {
  const list = makeElement('ol')
  if (start !== 1) list.start = start
  return list
}

class PaintedItem implements PaintedBlock {
  readonly element = makeElement('li')
  readonly #context: PaintContext
  readonly #run: BlockRun
  #task: Item['task'] = null

  constructor(number: number | null, depth: number, context: PaintContext) {
    this.#context = context
    if (number !== null) {
      this.element.dataset['number'] = `${number}.`
      const digits = String(number).length
      if (digits > 1) this.element.classList.add(digits === 2 ? 'two-digits' : 'more-digits')
    }
    markDeep(this.element, depth)
    this.#run = new BlockRun({
      make: (block, index) => makeInside(block, index, depth, this.element, context),
      add: (element) => this.element.append(element),
      gap: evenGap,
    })
  }

  show(block: Block): boolean {
    if (block.kind !== 'item') return false
    this.#showTask(block.task)
    this.#run.show(block.children, block.settledChildren)
    return true
  }

  settle(): void {
    this.#run.settle()
  }

  tail(): HTMLElement {
    return this.#run.tail() ?? this.element
  }

  #showTask(task: Item['task']): void {
    if (task === this.#task) return
    if (this.#task !== null) this.element.firstElementChild?.remove()
    this.#task = task
    setClass(this.element, 'task', task !== null)
    if (task === null) return
    const box = makeElement('span', task === 'done' ? 'task-box on' : 'task-box')
    const name = makeElement('span', 'unseen')
    name.append(this.#context.parts.translate(task === 'done' ? 'markdown.taskDone' : 'markdown.taskOpen'))
    box.append(name)
    this.element.prepend(box)
  }
}
