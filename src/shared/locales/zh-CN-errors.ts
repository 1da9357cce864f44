import type { Words } from './en'

/** The Chinese words of every error code, and of every code with a reason (`code/reason`), and of what was and can be done. */
export const errorWords: Pick<Words, 'errors' | 'errorTries' | 'errorActions'> = {
  errors: {
    auth: { title: '{{provider}} 不接受这个密钥。', hint: '它可能已被吊销，或没有完整复制。' },
    'auth/no-key': { title: '还没有 {{provider}} 的密钥。', hint: '什么都没有发送。请添加密钥，或换一个来回答。' },
    quota: { title: '{{provider}} 账户的额度已用完。', hint: '请到服务商处充值，或换个模型。' },
    'rate-limit': { title: '{{provider}} 要求稍候再提问。', hint: '触发了速率限制。' },
    overloaded: { title: '{{provider}} 过载或出现故障。', hint: '问题在对方，通常几分钟内恢复。' },
    network: { title: '无法连接 {{provider}}。', hint: '请检查网络，然后重试。' },
    'network/dns': { title: '找不到 {{provider}} 的地址。', hint: '请检查接口地址有无拼写错误，以及网络是否正常。' },
    'network/name-server': {
      title: '暂时查不到 {{provider}} 的地址。',
      hint: '域名服务器没有应答。请检查网络，然后重试。',
    },
    'network/refused': { title: '{{provider}} 的地址无人应答。', hint: '服务器启动了吗？端口对吗？' },
    'network/offline': { title: '本机处于离线状态。', hint: '你的问题已保留，联网后可重新提问。' },
    'network/tls': {
      title: '{{provider}} 的证书不受信任。',
      hint: '代理或错误的地址都可能造成这种情况。什么都没有发送。',
    },
    'network/cut': { title: '连接中断。', hint: '可以从停下的地方继续。' },
    'network/proxy': {
      title: '代理没有放行到 {{provider}} 的连接。',
      hint: '详情中有代理的地址。请检查该地址，或选择不使用代理。',
    },
    'network/proxy-password': {
      title: '代理要求用户名和密码。',
      hint: '请写进代理地址：http://用户名:密码@proxy:8080。尚未连到 {{provider}}。',
    },
    timeout: { title: '{{provider}} 静默太久。', hint: '大模型加载可能需要一些时间，请重试。' },
    'context-too-long': {
      title: '内容超出了 {{model}} 一次能读的长度。',
      hint: '请缩短问题、开始新对话，或选择上下文窗口更大的模型。',
    },
    'content-filter': { title: '{{provider}} 拒绝回答这个问题。', hint: '触发了对方的内容过滤，换种说法也许可以。' },
    'model-not-found': {
      title: '{{provider}} 没有名为 {{model}} 的模型。',
      hint: '它可能已改名，或不对这个密钥开放。',
    },
    'bad-response': {
      title: '{{provider}} 的应答无法读取。',
      hint: '请重试。如果一直这样，接口地址可能属于另一类服务器。',
    },
    'bad-response/empty': { title: '{{provider}} 的应答是空的。', hint: '请重试，或换个模型。' },
    'bad-response/html': {
      title: '应答的是一个网页，不是 {{provider}}。',
      hint: '请检查接口地址，它通常以 /v1 结尾。网络的登录页也会造成这种情况。',
    },
    'bad-response/json': { title: '{{provider}} 的应答有一部分无法读取。', hint: '数据在传输途中损坏。' },
    'bad-response/unfinished': {
      title: '应答没有正常结束。',
      hint: '{{provider}} 提前关闭了数据流，可以从停下的地方继续。',
    },
    'invalid-request': { title: '{{provider}} 不接受这个请求。', hint: '原因见详情。' },
    'invalid-request/base-url': {
      title: '{{provider}} 的接口地址无法使用。',
      hint: '它应当类似 https://api.example.com/v1。',
    },
    storage: { title: 'Runnel 无法写入它的文件夹。', hint: '请检查文件夹是否存在、是否允许写入。' },
    'storage/keyring-missing': {
      title: '系统中没有钥匙串。',
      hint: '没有钥匙串，Runnel 不会保存密钥，但可以仅在本次运行中使用。',
    },
    'storage/keyring-locked': { title: '系统钥匙串已锁定或未在运行。', hint: '请启动或解锁它，然后重试。' },
    'storage/disk-full': { title: '磁盘已满。', hint: '请腾出一些空间，然后重试。' },
    'storage/unreadable': {
      title: '有些已保存的内容无法再读取。',
      hint: '它们保持原样。密钥可以在密钥设置中重新输入。',
    },
    internal: { title: 'Runnel 出错了。', hint: '详情有助于找到原因。' },
  },
  errorTries: {
    retry_other: '已尝试 {{count}} 次。',
    resume_other: '尝试了 {{count}} 次，仍未能接上这条回复。',
  },
  errorActions: {
    'open-keys': '打开密钥设置',
    'edit-key': '添加密钥…',
    retry: '重试',
    continue: '继续',
    'choose-model': '选择模型',
    'edit-question': '修改问题',
    'open-provider': '打开服务商设置',
    'show-folder': '打开文件夹',
    'copy-details': '复制详情',
  },
}
