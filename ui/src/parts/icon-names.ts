// Made by tools/icons.mjs from icons.txt.
export const iconNames: ReadonlySet<string> = new Set(
  'account_balance account_balance_wallet account_tree add add_a_photo add_card apartment arrow_downward arrow_forward arrow_upward badge balance bar_chart block bolt bookmark build calculate calendar_month cancel category check check_circle checklist chevron_left chevron_right cleaning_services close credit_card currency_exchange dark_mode dashboard delete description directions_car door_front download edit_note electric_meter error extension filter_alt flag group heat help history home hourglass_empty info keyboard keyboard_arrow_down keyboard_return light_mode local_fire_department local_parking lock lock_open logout menu menu_book menu_open mode_fan more_horiz notifications open_in_new payments pending percent person photo_camera picture_as_pdf play_arrow point_of_sale print radio_button_unchecked receipt_long recycling redo refresh remove report save savings schedule search sell settings speed swap_horiz sync task_alt thermostat translate trending_up undo upload_file view_column visibility warning water_drop wifi'.split(
    ' ',
  ),
);
