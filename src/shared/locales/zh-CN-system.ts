import type { Words } from './en'

/** The Chinese words of menus, tray, dialogs, notifications and the terminal. */
export const systemWords: Pick<Words, 'menu' | 'dialogs' | 'tray' | 'notifications' | 'cli'> = {
  menu: {
    about: '关于 Runnel',
    services: '服务',
    hide: '隐藏 Runnel',
    hideOthers: '隐藏其他',
    showAll: '全部显示',
    quit: '退出 Runnel',
    file: '文件',
    newConversation: '新对话',
    settings: '设置…',
    closeWindow: '关闭窗口',
    edit: '编辑',
    undo: '撤销',
    redo: '重做',
    cut: '剪切',
    copy: '复制',
    paste: '粘贴',
    selectAll: '全选',
    copyLastAnswer: '复制最后的回答',
    stopReply: '停止回复',
    find: '在对话中查找',
    findNext: '查找下一个',
    findPrevious: '查找上一个',
    search: '搜索对话',
    focusComposer: '跳到输入框',
    previousQuestion: '上一个问题',
    nextQuestion: '下一个问题',
    view: '视图',
    toggleSidebar: '显示或隐藏侧边栏',
    resetZoom: '实际大小',
    zoomIn: '放大',
    zoomOut: '缩小',
    fullscreen: '全屏',
    window: '窗口',
    minimize: '最小化',
    zoomWindow: '缩放',
    bringAllToFront: '前置全部窗口',
    help: '帮助',
    askGuide: '询问内置指南',
  },
  dialogs: {
    cancel: '取消',
    openLinkTitle: '打开这个链接？',
    openLinkNote: '这个地址没有加密，同一网络中的其他人可以看到并更改其内容：\n{{url}}',
    openLink: '打开',
    startFailed: 'Runnel 无法启动。',
    closingTitle: '关闭窗口时做什么？',
    closingNote:
      'Runnel 在此桌面上没有找到托盘，无法在托盘中等待。无论怎样选择，正在进行的回复都会继续。只问这一次，之后可在“设置 → 桌面”中更改。',
    closingMinimise: '最小化',
    closingQuit: '退出 Runnel',
  },
  tray: {
    tooltip: {
      idle: 'Runnel',
      streaming: 'Runnel：{{count}} 个回复进行中',
      done: 'Runnel：有回复已完成',
      error: 'Runnel：有回复失败',
    },
    quickAsk: '快速提问',
    quickAskByKeys: '快速提问（{{keys}}）',
    newConversation: '新对话',
    open: '打开 Runnel',
    running: '进行中',
    stop: '停止“{{title}}”',
    recent: '最近',
    copyLastAnswer: '复制最后的回答',
    pauseHotkey: '暂停快捷键',
    settings: '设置…',
    quit: '退出 Runnel',
  },
  notifications: {
    done: '用时 {{seconds}} 秒，已完成。{{text}}',
    doneEmpty: '用时 {{seconds}} 秒，已完成。',
    errorKept: '{{title}}已收到的内容都已保留。',
    inTray: 'Runnel 仍在运行',
    inTrayNote: '它在托盘中等待。可从托盘菜单退出，也可在“设置 → 桌面”中更改。',
  },
  cli: {
    usage: `用法：runnel ask [选项] "问题"

标准输入中的文字会附加到问题之后：
  git diff | runnel ask "写一条提交说明"

在应用中：runnel popup [--toggle] [--text "问题"] 打开弹窗，可绑定到桌面设置里的按键。

选项：
  --provider <名称>  由谁回答：服务商的名称或标识（默认：应用中选择的那个）
  --model <名称>     使用其中哪个模型
  --system <文字>    仅用于本次提问的系统提示词
  --json             每个回复事件输出一行 JSON
  --no-save          不保存对话
  --protocol <名称>  询问设置之外的服务器：openai-chat、openai-responses、
                     anthropic-messages、gemini、azure-openai；并给出
  --base-url <地址>  它的接口地址，以及
  --key-env <名称>   存放密钥的环境变量
  --help             显示本说明`,
    noQuestion: '没有问题。请试试：runnel ask "你的问题"',
    unknownOption: '没有 {{option}} 这个选项。请看：runnel ask --help',
    missingValue: '{{option}} 需要一个值。请看：runnel ask --help',
    unknownProvider: '没有名为 {{provider}} 的服务商。已有：{{known}}',
    noModel: '{{provider}} 尚未选择模型。请用 --model 指定。',
    stopped: '已停止，已收到的内容都已保留。',
    stoppedUnsaved: '已停止。',
    lengthLimit: '回复达到长度上限，尚不完整。',
    contentFilter: '回复的其余部分被服务商的内容过滤拦截。',
    error: 'runnel：{{title}}{{hint}}',
    details: '详情：{{detail}}',
  },
}
