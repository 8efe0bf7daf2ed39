// Banks by the number NAPAS gave them: what a payer looks for, printed beside the account.

const BANKS: Readonly<Record<string, string>> = {
  '970403': 'Sacombank',
  '970405': 'Agribank',
  '970407': 'Techcombank',
  '970409': 'Bac A Bank',
  '970412': 'PVcomBank',
  '970415': 'VietinBank',
  '970416': 'ACB',
  '970418': 'BIDV',
  '970419': 'NCB',
  '970422': 'MB',
  '970423': 'TPBank',
  '970424': 'Shinhan Bank',
  '970425': 'ABBank',
  '970426': 'MSB',
  '970428': 'Nam A Bank',
  '970431': 'Eximbank',
  '970432': 'VPBank',
  '970436': 'Vietcombank',
  '970437': 'HDBank',
  '970440': 'SeABank',
  '970441': 'VIB',
  '970443': 'SHB',
  '970448': 'OCB',
  '970449': 'LPBank',
  '970452': 'KienlongBank',
};

/** Trade name of the bank with this 6-digit NAPAS number; undefined for one not listed: print the number then. */
export const bankNameOf = (bin: string): string | undefined => (Object.hasOwn(BANKS, bin) ? BANKS[bin] : undefined);

/** All listed banks, by name. */
export const banks: readonly { bin: string; name: string }[] = Object.entries(BANKS)
  .map(([bin, name]) => ({ bin, name }))
  .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
