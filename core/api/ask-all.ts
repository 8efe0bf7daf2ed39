// One question to every action that answers it, at once. A part that fails is named, not swallowed.
import type { Ctx } from '../platform/context.ts';
import { log } from '../platform/log.ts';
import type { Questions } from '../platform/questions.contract.ts';
import type { ActionDeclaration } from '../platform/service.ts';

const TIMEOUT_MS = 5_000;

export async function askAll<Q extends keyof Questions & string>(
  ctx: Ctx,
  question: Q,
  params: object,
): Promise<{ parts: Questions[Q][]; silent: string[] }> {
  const listed = ctx.broker.registry.getActionList({ onlyAvailable: true, withEndpoints: false } as never) as {
    name: string;
    action?: Pick<ActionDeclaration, 'answers'>;
  }[];
  const names = listed.filter(({ action }) => action?.answers === question).map(({ name }) => name);
  const answers = await Promise.allSettled(
    names.map((name) => ctx.call<Questions[Q][], object>(name, { ...params }, { timeout: TIMEOUT_MS })),
  );
  const silent: string[] = [];
  const parts = answers.flatMap((answer, n) => {
    if (answer.status === 'fulfilled') return answer.value;
    log('error', 'desk', `${names[n]} did not answer`, { error: answer.reason });
    silent.push(names[n]!);
    return [];
  });
  return { parts, silent };
}
