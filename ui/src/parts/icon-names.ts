// Made by tools/icons.mjs from icons.txt.
export const iconNames: ReadonlySet<string> = new Set(
  'account_tree add apartment arrow_downward arrow_forward arrow_upward badge bolt build calculate calendar_month cancel category check check_circle chevron_left chevron_right cleaning_services close dark_mode dashboard delete directions_car download edit_note error extension filter_alt flag heat help home hourglass_empty info keyboard keyboard_arrow_down light_mode local_fire_department local_parking lock logout menu menu_open mode_fan more_horiz open_in_new payments pending person picture_as_pdf play_arrow print radio_button_unchecked receipt_long recycling redo refresh remove report save schedule sell speed sync task_alt thermostat translate trending_up undo upload_file visibility warning water_drop wifi'.split(
    ' ',
  ),
);
