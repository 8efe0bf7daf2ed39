// Typed calls by action name: params and result come from the Actions map, every call has a deadline.
import type { ServiceBroker } from 'moleculer';
import type { ActionName, ParamsOf, ResultOf } from './actions.ts';
import type { Ctx, Meta } from './context.ts';

export interface CallOptions {
  timeoutMs?: number;
  /** The called action joins this open transaction (see `unitOfWork` in scope.ts); only within one process. */
  unitOfWork?: string;
  meta?: Partial<Meta>;
}
const TIMEOUT_MS = 30_000;

/** Calls an action from inside another one (meta goes along) or from a broker (give `meta.user`). */
export async function call<N extends ActionName>(
  from: Ctx | ServiceBroker,
  action: N,
  params: ParamsOf<N>,
  options: CallOptions = {},
): Promise<ResultOf<N>> {
  const meta = { ...options.meta, ...(options.unitOfWork ? { unitOfWork: options.unitOfWork } : {}) };
  const caller = from as { call(name: string, params: unknown, options: object): Promise<ResultOf<N>> };
  const own = (from as Partial<Ctx>).meta;
  const joined = own?.unitOfWork;
  try {
    return await caller.call(action, params, { timeout: options.timeoutMs ?? TIMEOUT_MS, meta });
  } finally {
    // moleculer merges the called action's meta back: the transaction it joined must not stick to its caller
    if (own && options.unitOfWork !== joined) own.unitOfWork = joined;
  }
}
