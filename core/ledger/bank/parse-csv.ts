// Text with separators → rows of cells (RFC 4180: quotes, doubled quotes, line breaks inside quotes).

const SEPARATORS = [',', ';', '\t', '|'] as const;
const LOOKED_AT = 30;

/** The separator is the one that splits most of the first lines into the same number of cells. */
export function parseCsv(text: string, maxRows: number): string[][] {
  const head = text.split(/\r\n|\r|\n/).find((line) => line.startsWith('sep='));
  const told = SEPARATORS.find((separator) => head === `sep=${separator}`);
  const body = told === undefined ? text : text.slice(text.indexOf('\n', text.indexOf('sep=')) + 1);
  return split(body, told ?? separatorOf(text), maxRows);
}

function separatorOf(text: string): string {
  let best: { separator: string; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const widths = split(text, separator, LOOKED_AT)
      .map((row) => row.length)
      .filter((width) => width > 1);
    const common = Math.max(0, ...widths.map((width) => widths.filter((other) => other === width).length * width));
    if (common > best.score) best = { separator, score: common };
  }
  return best.separator;
}

function split(text: string, separator: string, maxRows: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length && rows.length <= maxRows; at++) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (character === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (character === separator) {
      row.push(cell);
      cell = '';
    } else if (character === '\n' || character === '\r') {
      if (character === '\r' && text[at + 1] === '\n') at++;
      endRow();
    } else cell += character;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
