// The page's root element; everything else is behind a route.
import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';

@Component({ selector: 'th-root', imports: [RouterOutlet], template: '<router-outlet />' })
export class Root {}
