// AG Grid drawn with the house's tokens, so that dark mode needs no code here.
import { themeQuartz } from 'ag-grid-community';

export const gridTheme = themeQuartz.withParams({
  fontFamily: 'inherit', fontSize: 13, headerFontSize: 12, headerFontWeight: 600, rowHeight: 28, headerHeight: 32, cellHorizontalPadding: 9,
  accentColor: 'var(--accent)', backgroundColor: 'var(--grid)', foregroundColor: 'var(--ink)', headerTextColor: 'var(--ink-2)',
  headerBackgroundColor: 'var(--head)', borderColor: 'var(--line)', rowBorder: { color: 'var(--line-soft)' }, columnBorder: { color: 'var(--line-soft)' },
  headerColumnBorder: { color: 'var(--line)' }, oddRowBackgroundColor: 'var(--grid)', rowHoverColor: 'var(--hover)', selectedRowBackgroundColor: 'transparent',
  wrapperBorder: false, wrapperBorderRadius: 0, borderRadius: 6, spacing: 6, iconSize: 14, menuBackgroundColor: 'var(--panel)',
  pinnedRowBackgroundColor: 'var(--head)', pinnedColumnBorder: { color: 'var(--line-strong)' }, tooltipBackgroundColor: 'var(--panel)', tooltipTextColor: 'var(--ink)',
});
