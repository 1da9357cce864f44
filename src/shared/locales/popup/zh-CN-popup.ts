import type { Words } from '../en'

/** The Chinese words of the popup, and what its actions say to a model. */
export const popupWords: Pick<Words, 'popup'> = {
  popup: {
    ask: '快速提问',
    askAbout: '就此提问，或选择操作',
    keepOpen: '保持打开',
    addClipboard: '添加剪贴板内容',
    addSelection: '添加选中文字',
    remove: '移除',
    kinds: { selection: '选中文字', clipboard: '剪贴板' },
    kindAndWords: '{{kind}}，{{words}}',
    words_other: '{{count}} 词',
    emptySelection: '没有窗口中有选中的文字。',
    emptyClipboard: '剪贴板里没有文字。',
    emptyBoth: '没有选中的文字，剪贴板里也没有文字。',
    hintActions: '操作',
    hintEarlier: '历史',
    hintHide: '隐藏',
    onlyShown: '只会发送此处显示的内容',
    actionsLabel: '要做什么',
    noActions: '没有叫这个名字的操作。',
    copy: '复制',
    openInMain: '在 Runnel 中打开',
    actions: {
      explain: '解释',
      translate: '翻译成英语',
      summarise: '总结',
      fix: '修正拼写和语法',
      reply: '写一封回复',
    },
    prompts: {
      explain: '用通俗的话解释以下内容。',
      translate: '把以下内容翻译成英语；如果本来就是英语，则翻译成简体中文。只回答译文。',
      summarise: '用几句话总结以下内容。',
      fix: '修正以下内容的拼写和语法，其余不变。只回答修正后的文字。',
      reply: '用原文的语言和语气，给以下内容写一封回复。只回答回复的正文。',
    },
    ownLanguage: '简体中文',
  },
}
