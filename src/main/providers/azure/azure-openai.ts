import type { Model } from '../../../shared/providers'
import { AppError } from '../../../shared/errors'
import type { OpenAiConnection } from '../chat-completions/openai-client'
import { createOpenAiChat, listModels } from '../chat-completions/openai-chat'
import type { Provider } from '../provider'

/** Where and how a resource of Azure OpenAI is reached. */
export interface AzureOpenAiOptions {
  /**
   * `https://NAME.openai.azure.com`, the same with `/openai/v1`, or with `/openai/deployments/NAME`; what Azure's pages give to
   * copy, with a call and `?api-version=…` at the end, is taken too.
   */
  readonly baseUrl: string
  readonly key: string | null
  /** Overrides the one in `baseUrl`. With one that is a date, deployments are asked for by their path. */
  readonly apiVersion?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

/** The last version of the paths by deployment that is not a preview. */
const defaultApiVersion = '2024-10-21'

/** A provider that speaks chat completions to Azure OpenAI; a model's name is there the name of its deployment. */
export function createAzureOpenAi(options: AzureOpenAiOptions): Provider {
  const { resource, deployment, apiVersion } = readAddress(options)
  const { baseUrl: _address, apiVersion: _version, ...rest } = options
  const connection = { ...rest, keyHeader: 'api-key' }
  // Versions of the paths by deployment are dates; those of `/openai/v1` are words.
  const isDated = apiVersion !== null && /^\d{4}-/.test(apiVersion)
  const newest: OpenAiConnection = {
    ...connection,
    baseUrl: `${resource}/openai/v1`,
    ...(isDated || apiVersion === null ? {} : { query: { 'api-version': apiVersion } }),
  }
  const forModel = (model: string): OpenAiConnection => {
    const name = deployment ?? (isDated ? encodeURIComponent(model) : null)
    if (name === null) return newest
    const query = { 'api-version': apiVersion ?? defaultApiVersion }
    return { ...connection, query, baseUrl: `${resource}/openai/deployments/${name}` }
  }
  return {
    streamReply: (request, signal, tap) => createOpenAiChat(forModel(request.model)).streamReply(request, signal, tap),
    listModels: (signal) => listDeployments(newest, deployment, signal),
  }
}

interface AzureAddress {
  /** Scheme, host and what stands before `/openai`. */
  readonly resource: string
  /** As it stands in the path. */
  readonly deployment: string | null
  readonly apiVersion: string | null
}

function readAddress(options: AzureOpenAiOptions): AzureAddress {
  const url = URL.parse(options.baseUrl)
  if (!url) throw new AppError({ code: 'invalid-request', reason: 'base-url', detail: options.baseUrl })
  const [, before = '', after = ''] = /^(.*?)(?:\/openai(\/.*)?)?$/.exec(url.pathname.replace(/\/+$/, '')) ?? []
  const isNewest = /^\/v1\b/.test(after)
  const version = options.apiVersion?.trim() || url.searchParams.get('api-version')
  return {
    resource: url.origin + before,
    // `/openai/v1` has no versions by date.
    apiVersion: isNewest && version !== null && /^\d/.test(version) ? null : version,
    deployment: /^\/deployments\/([^/]+)/.exec(after)?.[1] ?? null,
  }
}

/** A resource lists the models that it could run; where the address names a deployment, that one alone answers. */
async function listDeployments(
  connection: OpenAiConnection,
  deployment: string | null,
  signal: AbortSignal,
): Promise<readonly Model[]> {
  if (deployment === null) return listModels(connection, signal)
  try {
    await listModels(connection, signal)
  } catch (error) {
    // Gateways often pass on the deployment's path alone. A wrong key has another status.
    if (!(error instanceof AppError && error.data.status === 404)) throw error
  }
  return [{ id: decodeURIComponent(deployment) }]
}
