/** A reply that has a bit of everything, as a model writes it. */
interface ReferenceReply {
  readonly question: string
  /** In two halves: the first one ends in the middle of a block of code. */
  readonly text: readonly [string, string]
}

const code = `\`\`\`ts
/** Calls until it works, at most four times. */
export async function retry<T>(call: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {`
const restOfCode = `
      return await call(signal)
    } catch (error) {
      if (attempt === 3) throw error
      await sleep(Math.random() * Math.min(8000, 500 * 2 ** attempt), { signal })
    }
  }
}
\`\`\`
`

export const english: ReferenceReply = {
  question: 'How do I retry a request without hammering the server?',
  text: [
    `Wait a **random** time that may grow with each attempt. That is called *full jitter*: clients that failed together do
not come back together. The parts are \`call\`, \`signal\` and a [cap](https://example.com/cap).[^1]

## What to retry

1. **Only what is safe.** 408, 429 and 5xx are; a 401 will fail again.
2. **Only while somebody waits.** Give up when
   - the user presses Stop, or
   - the whole time is used up.
3. Obey the server first: \`Retry-After\` replaces what was computed.

- [x] A cap on one wait
- [ ] A cap on all of them

## The code

${code}`,
    `${restOfCode}
> [!TIP]
> Abort the wait and not only the call, or Stop takes eight seconds.

## How long it waits

The wait before attempt \\(n\\) is uniform between 0 and \\(\\min(c, b \\cdot 2^n)\\), so on average

$$
\\mathbb{E}[w] = \\frac{1}{2} \\sum_{n=0}^{3} \\min\\left(c,\\; b \\cdot 2^{n}\\right)
$$

| Attempt | Ceiling | Mean wait | What it is for |
| --- | ---: | ---: | --- |
| 1 | 500 ms | 250 ms | a lost packet |
| 2 | 1,000 ms | 500 ms | a restart |
| 3 | 2,000 ms | 1,000 ms | an overloaded server |

\`\`\`mermaid
flowchart LR
  A[Call] --> B{Worked?}
  B -- yes --> C[Done]
  B -- no --> D[Wait]
  D --> A
\`\`\`

> Retries are selfish: each one takes from the others.

[^1]: Without one, attempt 12 would wait half an hour.
`,
  ],
}

export const chinese: ReferenceReply = {
  question: '怎样重试请求，又不会压垮服务器？',
  text: [
    `等待一段**随机**的时间，上限随次数增长。这叫作*全抖动*：一起失败的客户端不会一起回来。它由 \`call\`、\`signal\` 和一个[上限](https://example.com/cap)组成。[^1]

## 该重试什么

1. **只重试安全的错误。**408、429 和 5xx 可以；401 再试也会失败。
2. **只在有人等的时候。**遇到以下情况就放弃：
   - 用户按了“停止”；
   - 总时间已经用完。
3. 先听服务器的：\`Retry-After\` 代替计算出的值。

- [x] 单次等待的上限
- [ ] 总等待的上限

## 代码

${code}`,
    `${restOfCode}
> [!TIP]
> 等待也要能中止，否则按下“停止”后还要八秒。

## 它会等多久

第 \\(n\\) 次之前的等待在 0 与 \\(\\min(c, b \\cdot 2^n)\\) 之间均匀分布，所以平均为

$$
\\mathbb{E}[w] = \\frac{1}{2} \\sum_{n=0}^{3} \\min\\left(c,\\; b \\cdot 2^{n}\\right)
$$

| 次数 | 上限 | 平均等待 | 针对什么 |
| --- | ---: | ---: | --- |
| 1 | 500 ms | 250 ms | 丢失的数据包 |
| 2 | 1,000 ms | 500 ms | 重启 |
| 3 | 2,000 ms | 1,000 ms | 过载的服务器 |

\`\`\`mermaid
flowchart LR
  A[调用] --> B{成功？}
  B -- 是 --> C[完成]
  B -- 否 --> D[等待]
  D --> A
\`\`\`

> 重试是自私的：每一次都占用别人的份额。

[^1]: 没有上限，第 12 次就要等半个小时。
`,
  ],
}
