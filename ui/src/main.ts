// Starts the application: language, then who is signed in, then the first screen.
import { inject, provideAppInitializer, provideBrowserGlobalErrorListeners } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { I18n } from './i18n/i18n.ts';
import { Root } from './shell/root.ts';
import { routes } from './shell/routes.ts';
import { Session } from './state/session.ts';
import { Theme } from './state/theme.ts';

const app = await bootstrapApplication(Root, {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(routes, withComponentInputBinding()),
    provideAppInitializer(async () => {
      const i18n = inject(I18n);
      const session = inject(Session);
      inject(Theme);
      await i18n.start();
      await session.resume();
    }),
  ],
});
// The end-to-end test reads which words were asked for and not found.
Object.assign(globalThis, { toanhaMissingWords: () => [...app.injector.get(I18n).missing] });
