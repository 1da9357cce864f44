import type { Words } from './en'

/** The Chinese words of the stream inspector. */
export const inspectorWords: Pick<Words, 'inspector'> = {
  inspector: {
    close: '关闭检查器',
    reply: '回复',
    newest: '最新的回复',
    export: '导出…',
    saved: '记录已保存。',
    gone: '这条回复的记录已不存在。',
    tries_other: '{{count}} 次尝试',
    rows_other: '{{value}} 个事件',
    truncated: '最早的部分已丢弃',
    pieces_other: '约 {{value}} 词元',
    plot: '{{duration}}内{{tokens}}',
    events: '事件',
    exchange: '请求与响应',
    time: '秒',
    raw: '原始数据',
    made: 'Runnel 的解读',
    try: '第 {{number}} 次尝试',
    request: '请求',
    body: '发送内容',
    response: '响应',
    noResponse: '没有收到响应。',
  },
}
