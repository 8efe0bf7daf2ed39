// The journal as text that hledger reads: one transaction a journal, receivables by unit and customer below their account.
import type { JournalRow } from './read-journal.ts';

export function hledgerText(rows: readonly JournalRow[]): string {
  const lines: string[] = ['commodity 1,000 VND', ''];
  let journal = 0;
  for (const row of rows) {
    if (row.journalId !== journal) {
      if (journal !== 0) lines.push('');
      journal = row.journalId;
      const about = [row.kind, plain(row.number), plain(row.reason)].filter(Boolean).join(' ');
      lines.push(`${row.postedOn} * (${row.journalId}) ${about}`);
    }
    const account = [row.account, row.unit, row.customerCode]
      .filter((part) => part !== null)
      .map(plain)
      .join(':');
    lines.push(`    ${account}  ${row.amount} VND${row.service ? `  ; service: ${plain(row.service)}` : ''}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Characters that would end an account's name or begin a comment. */
const plain = (text: string): string =>
  text
    .replace(/[:;|\r\n\t]/g, '-')
    .replace(/ {2,}/g, ' ')
    .trim();
