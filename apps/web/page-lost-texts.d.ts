import { type Plugin } from 'vite';
/** Writes into the page what it shows if its code does not load, in every language: English first. */
export declare function pageLostTexts(locales: string): Plugin;
//# sourceMappingURL=page-lost-texts.d.ts.map