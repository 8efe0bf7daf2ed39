// A gate's list as its software exports it: number and state in two columns, parted by tab, semicolon or comma.
export interface GateList {
  rows: { number: string; open: boolean }[];
  /** Lines whose state nobody understands, by their number in the text. */
  bad: { line: number; text: string }[];
}

const words: Record<string, boolean> = {
  ...{ mở: true, open: true, '1': true, true: true, active: true, 'hoạt động': true, on: true, x: true },
  ...{ khóa: false, khoá: false, đóng: false, locked: false, closed: false, shut: false, '0': false, false: false, off: false },
};

export function readGateList(text: string): GateList {
  const list: GateList = { rows: [], bad: [] };
  text
    .normalize('NFC')
    .split(/\r?\n/)
    .forEach((line, i) => {
      if (line.trim() === '') return;
      const [number = '', state = ''] = line.split(/[\t;,]/).map((part) => part.trim().replace(/^"|"$/g, ''));
      const open = words[state.toLocaleLowerCase('vi')];
      if (number && open !== undefined) list.rows.push({ number, open });
      else if (i > 0 || list.rows.length) list.bad.push({ line: i + 1, text: line.slice(0, 60) }); // the first line may be a heading
    });
  return list;
}
