import { describe, expect, test } from '@jest/globals';
import { httpErrorOf } from './http-error.ts';

const coded = (code: string): Error => Object.assign(new Error('internal words'), { code });

describe('what goes wrong below is answered', () => {
  test.each([
    ['a refused connection', coded('ECONNREFUSED'), 503, 'api.database.away'],
    ['a server that is shut down', coded('57P01'), 503, 'api.database.away'],
    ['a connection lost in a transaction', new Error('Connection terminated unexpectedly'), 503, 'api.database.away'],
    [
      'a rollback on a lost connection',
      new Error('ROLLBACK - Client has encountered a connection error and is not queryable'),
      503,
      'api.database.away',
    ],
    ['a NUL inside jsonb', coded('22P05'), 422, 'platform.text.malformed'],
    ['a day PostgreSQL does not know', coded('22008'), 422, 'platform.value.malformed'],
    ['an address that is none', coded('ERR_INVALID_URL'), 404, 'api.route.missing'],
    ['anything unexpected', new Error('internal words'), 500, 'api.fault'],
  ])('%s', (_name, error, status, code) => {
    const said = (['vi', 'en'] as const).map((lang) => httpErrorOf(error, lang, 'a-request'));
    expect(said.map((each) => [each.status, each.body.code])).toEqual([
      [status, code],
      [status, code],
    ]);
    expect(said[0]!.body.message).not.toBe(said[1]!.body.message);
    for (const { body } of said) expect(body.message).not.toMatch(/\{\{|internal words/);
  });
});
