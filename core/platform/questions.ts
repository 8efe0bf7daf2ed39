// Questions that many services answer, each its own part: what is found, what waits, how far a house is set up. An action that
// says `answers: 'search'` is asked; who asks knows no service, and a new service's part appears without a change elsewhere.
import { z } from 'zod';
import { blindPattern } from './blind-pattern.ts';
import type { Ctx } from './context.ts';
import { id } from './params.ts';
import type { SearchHit, SetupStep, WaitingItem } from './questions.contract.ts';
import { inScope, type Work } from './scope.ts';
import { type ActionDeclaration, action } from './service.ts';

export interface Search {
  /** For `~`, in names: blind to diacritics and case. */
  pattern: string;
  /** Letters and digits only, without diacritics: codes and numbers are typed with dashes or without. Compare with `bareSql(column)`. */
  bare: string;
  text: string;
  /** Hits of a kind. */
  most: number;
}
const MARKS = /[\u0300-\u036f]/g;
const asked = z.object({ text: z.string().trim().min(1).max(100), most: z.number().int().min(1).max(20) });

/** SQL of a code as `bare` is made; what is plain ASCII, nearly every code, is spared the dictionary of diacritics. */
export function bareSql(column: string): string {
  return `lower(translate(case when octet_length(${column}) = length(${column}) then ${column} else fold(${column}) end, ' -./_#', ''))`;
}

/** A service's part of the search: one read in the caller's scope. */
export function searchAction(find: (search: Search) => Work<SearchHit[]>): ActionDeclaration<typeof asked, SearchHit[]> {
  return action({
    answers: 'search',
    permission: null,
    params: asked,
    handler: (ctx) => {
      const { text, most } = ctx.params;
      const plain = text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase();
      const bare = plain.replace(/[^a-z0-9]/g, '');
      return inScope(ctx, find({ text, most, pattern: blindPattern(text), bare }), { readOnly: true });
    },
  });
}

/** A service's part of what waits, over all buildings of the caller. */
export function waitingAction(list: (ctx: Ctx) => Promise<WaitingItem[]>): ActionDeclaration<typeof nothing, WaitingItem[]> {
  return action({ answers: 'waiting', permission: null, params: nothing, handler: list });
}
const nothing = z.object({});

const ofBuilding = z.object({ buildingId: id.optional() });
/** A service's part of the set-up; without a building nothing of it is there yet. */
export function setupAction(
  steps: (ctx: Ctx, buildingId: number | undefined) => Promise<SetupStep[]>,
): ActionDeclaration<typeof ofBuilding, SetupStep[]> {
  return action({ answers: 'setup', permission: null, params: ofBuilding, handler: (ctx) => steps(ctx, ctx.params.buildingId) });
}
