/** The English words of every error code, and of every code with a reason (`code/reason`), and of what was and can be done. */
export const errorWords = {
  errors: {
    auth: { title: '{{provider}} does not accept this key.', hint: 'It may have been revoked, or copied in part.' },
    'auth/no-key': {
      title: 'There is no key for {{provider}}.',
      hint: 'Nothing was sent. Add a key, or let somebody else answer.',
    },
    quota: {
      title: 'The account at {{provider}} has nothing left to spend.',
      hint: 'Top it up there, or choose another model.',
    },
    'rate-limit': { title: '{{provider}} asks to wait before the next question.', hint: 'Its rate limit was reached.' },
    overloaded: {
      title: '{{provider}} is overloaded or out of order.',
      hint: 'This is at their end. It usually passes within minutes.',
    },
    network: { title: '{{provider}} cannot be reached.', hint: 'Check the connection, then try again.' },
    'network/dns': {
      title: 'The address of {{provider}} is not known.',
      hint: 'Check the base URL for a typing error, and the connection.',
    },
    'network/name-server': {
      title: 'The address of {{provider}} could not be looked up.',
      hint: 'No name server answered. Check the connection, then try again.',
    },
    'network/refused': {
      title: 'Nothing answers at the address of {{provider}}.',
      hint: 'Is the server running, and is the port right?',
    },
    'network/offline': {
      title: 'This computer is offline.',
      hint: 'Your question is kept. Ask again when the connection is back.',
    },
    'network/tls': {
      title: 'The certificate of {{provider}} is not trusted.',
      hint: 'A proxy or a wrong address can cause this. Nothing was sent.',
    },
    'network/cut': { title: 'The connection was cut.', hint: 'The reply can go on from where it stopped.' },
    'network/proxy': {
      title: 'The proxy lets nothing through to {{provider}}.',
      hint: 'The details name the proxy. Check its address, or choose none.',
    },
    'network/proxy-password': {
      title: 'The proxy asks for a name and a password.',
      hint: 'Write them into its address: http://name:password@proxy:8080. {{provider}} was not reached.',
    },
    timeout: {
      title: '{{provider}} was silent for too long.',
      hint: 'Large models can take a while to load. Try again.',
    },
    'context-too-long': {
      title: 'This is more than {{model}} can read at once.',
      hint: 'Shorten the question, start a new conversation, or choose a model with a larger context window.',
    },
    'content-filter': {
      title: '{{provider}} declined to answer this.',
      hint: 'Its content filter was triggered. Other words may help.',
    },
    'model-not-found': {
      title: '{{provider}} has no model called {{model}}.',
      hint: 'It may have been renamed, or is not open to this key.',
    },
    'bad-response': {
      title: '{{provider}} gave an answer that cannot be read.',
      hint: 'Try again. If it stays, the base URL may belong to another kind of server.',
    },
    'bad-response/empty': { title: '{{provider}} sent an empty answer.', hint: 'Try again, or choose another model.' },
    'bad-response/html': {
      title: 'A web page answered instead of {{provider}}.',
      hint: 'Check the base URL: it usually ends in /v1. A sign-in page of the network can cause this too.',
    },
    'bad-response/json': {
      title: 'Part of the answer from {{provider}} cannot be read.',
      hint: 'The stream was damaged on the way.',
    },
    'bad-response/unfinished': {
      title: 'The answer ended without a proper end.',
      hint: '{{provider}} closed the stream early. The reply can go on from where it stopped.',
    },
    'invalid-request': {
      title: '{{provider}} does not accept this request.',
      hint: 'The details say what it objects to.',
    },
    'invalid-request/base-url': {
      title: 'The base URL of {{provider}} cannot be used.',
      hint: 'It should look like https://api.example.com/v1.',
    },
    storage: {
      title: 'Runnel could not write to its folder.',
      hint: 'Check that the folder exists and may be written to.',
    },
    'storage/keyring-missing': {
      title: 'This system has no keychain.',
      hint: 'Runnel does not store a key without it. It can use a key for this session only.',
    },
    'storage/keyring-locked': {
      title: 'The system keychain is locked or not running.',
      hint: 'Start or unlock it, then try again.',
    },
    'storage/disk-full': { title: 'The disk is full.', hint: 'Make some room, then try again.' },
    'storage/unreadable': {
      title: 'Something stored can no longer be read.',
      hint: 'It was left as it is. A key can be entered again in the key settings.',
    },
    internal: { title: 'Runnel made a mistake.', hint: 'The details help to find the cause.' },
  },
  errorTries: {
    retry_one: 'It was tried {{count}} time.',
    retry_other: 'It was tried {{count}} times.',
    resume_one: 'The reply could not be taken up again in {{count}} try.',
    resume_other: 'The reply could not be taken up again in {{count}} tries.',
  },
  errorActions: {
    'open-keys': 'Open key settings',
    'edit-key': 'Add key…',
    retry: 'Try again',
    continue: 'Continue',
    'choose-model': 'Choose model',
    'edit-question': 'Edit the question',
    'open-provider': 'Open provider settings',
    'show-folder': 'Show folder',
    'copy-details': 'Copy details',
  },
}
