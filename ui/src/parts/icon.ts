// One Material Symbol from the sprite; a name the sprite does not have (a plugin's own) has a file of its own.
import { Component, computed, input } from '@angular/core';
import { iconNames } from './icon-names.ts';

@Component({
  selector: 'th-icon',
  template: `<svg aria-hidden="true" focusable="false"><use [attr.href]="href()" /></svg>`,
  styles: `
    :host { display: inline-flex; width: 18px; height: 18px; flex: none; }
    svg { width: 100%; height: 100%; fill: currentcolor; }
  `,
})
export class Icon {
  readonly name = input.required<string>();
  protected readonly href = computed(() =>
    iconNames.has(this.name()) ? `/icons.svg#${this.name()}` : `/symbols/${this.name()}.svg#symbol`,
  );
}
