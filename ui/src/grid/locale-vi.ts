// AG Grid's own words in Vietnamese; a file of its own so that only this language is loaded, and only when asked for.
export { AG_GRID_LOCALE_VN as words } from '@ag-grid-community/locale';
